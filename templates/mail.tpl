{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{MAIL_LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{MAIL_SUBJECT}}</title>
</head>
<body style="margin: 0; padding: 24px 16px; font: 17px/1.5 Vollkorn, Georgia, 'Times New Roman', serif">
<div style="max-width: 36em; margin: 0 auto">
<p style="margin: 0 0 24px; padding: 0 0 8px; border-bottom: 3px solid #b86e00; font-weight: 600">{{MAIL_SITE}}</p>
<p>{{GREETING}}</p>
{{#PARAGRAPH}}
<p>{{PARAGRAPH_TEXT}}</p>
{{/PARAGRAPH}}
{{#QUOTE}}
<blockquote style="margin: 16px 0; padding: 0 0 0 16px; border-left: 3px solid #857c6d">{{#QUOTE_LINE}}{{QUOTE_LINE_TEXT}}<br>
{{/QUOTE_LINE}}</blockquote>
{{/QUOTE}}
{{#ACTION}}
<p style="margin: 24px 0"><a href="{{ACTION_URL}}" style="display: inline-block; padding: 12px 20px; border-radius: 4px; background: #0b4f5c; color: #fffdf9; font-family: Inter, Arial, sans-serif; font-weight: 600; text-decoration: none">{{ACTION_LABEL}}</a></p>
<p style="font-size: 14px">[[If nothing happens when you press it, copy this address into your browser:]]<br><span style="word-break: break-all">{{ACTION_URL}}</span></p>
{{/ACTION}}
{{#CLOSING}}
<p>{{CLOSING_TEXT}}</p>
{{/CLOSING}}
<p style="margin: 32px 0 0; padding: 8px 0 0; border-top: 1px solid #857c6d; font-size: 14px">{{MAIL_SITE}}<br>{{MAIL_HOME}}</p>
</div>
</body>
</html>
