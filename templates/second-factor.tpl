{{%AUTOESCAPE context="HTML"}}<div class="sheet form-sheet">
<h1>{{HEADING}}</h1>
{{#FACTOR_NEEDED}}<p class="form-lead">[[The federation asks everybody who looks after the directory for a second lock. Set it up now: it takes two minutes, then you go on.]]</p>{{/FACTOR_NEEDED}}
{{#FACTOR_FREE}}<p class="form-lead">[[Whoever learns your password still cannot come in without your telephone.]]</p>{{/FACTOR_FREE}}
<ol class="steps">
<li><p>[[On your telephone, open an application for one-time codes. If you have none: Aegis, FreeOTP, or the one of your password manager.]]</p></li>
<li><p>[[Let it look at this picture, or type the key.]]</p>
<svg class="qr" viewBox="0 0 {{QR_SIZE}} {{QR_SIZE}}" width="232" height="232" role="img" aria-label="[[Picture for the application; it says the same as the key below]]"><path d="M0 0h{{QR_SIZE}}v{{QR_SIZE}}h-{{QR_SIZE}}z" class="qr-paper"/><path d="{{QR_PATH}}"/></svg>
<p class="key"><small>[[Key]]</small> <code>{{FACTOR_KEY}}</code></p>
<p class="hint"><a href="{{FACTOR_URI_HTML:none}}">[[This is the telephone: open the application]]</a></p></li>
<li><p>[[Type the code that it shows.]]</p></li>
</ol>
{{>FAULTS}}
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
{{>FIELDS}}
<p class="form-end"><button>[[Switch on]]</button>{{#FACTOR_FREE}} <a href="{{BASE}}/{{LANG}}/account/">[[Leave it as it is]]</a>{{/FACTOR_FREE}}</p>
</form>
</div>
