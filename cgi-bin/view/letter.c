/* What an account's owner is written about. */
#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

/* Of each kind: a word for the queue, and where its link leads, which for some has a secret behind it. */
static const struct {
	const char *word, *path;
} KIND[LETTER_KIND_COUNT] = {
	[LETTER_INVITATION] = { "invitation", "/account/invitation/" },
	[LETTER_RESET] = { "reset", "/account/reset/" },
	[LETTER_EMAIL] = { "email", "/account/email/" },
	[LETTER_EMAIL_CHANGED] = { "email-changed", NULL },
	[LETTER_PASSWORD_CHANGED] = { "password-changed", "/account/reset" },
	[LETTER_SECOND_FACTOR_ON] = { "second-factor-on", "/account/" },
	[LETTER_SECOND_FACTOR_OFF] = { "second-factor-off", "/account/" },
	[LETTER_RECOVERY_CODES] = { "recovery-codes", "/account/" },
	[LETTER_ALERT] = { "alert", "/account/reset" },
};

struct words {
	const char *subject, *paragraphs[2], *label, *closing;
};

static struct words
words_of(const struct view *view, const struct account_letter *about)
{
	const char *site = view->site_name, *beware = tr("If it was not you, tell those who look after the directory at once.");

	switch (about->kind) {
	case LETTER_INVITATION:
		return (struct words){ mem_printf(view->ctx, tr("Your account at %s"), site),
		    { about->organisations == NULL ? mem_printf(view->ctx, tr("You are invited to help look after %s."), site) :
		    mem_printf(view->ctx, tr("You are invited to look after the page of %s in %s."), about->organisations, site),
		    tr("Choose a password, and you can begin. The link serves once, within 14 days.") },
		    tr("Choose my password"), tr("If this letter means nothing to you, do nothing: without a password nobody comes in.") };
	case LETTER_RESET:
		return (struct words){ mem_printf(view->ctx, tr("A new password for %s"), site),
		    { tr("Somebody, probably you, asked for a new password for this account."), tr("The link serves once, within an hour.") },
		    tr("Choose a new password"), tr("If it was not you, do nothing: your password stays as it is.") };
	case LETTER_EMAIL:
		return (struct words){ tr("Is this your new address?"), { mem_printf(view->ctx, tr("You want to sign in to %s with this address from now on."), site),
		    tr("Confirm it with your password. The link serves once, within a day.") }, tr("Confirm this address"), tr("If it was not you, do nothing: nothing changes.") };
	case LETTER_EMAIL_CHANGED:
		return (struct words){ mem_printf(view->ctx, tr("Your address at %s has changed"), site),
		    { mem_printf(view->ctx, tr("From now on you sign in with %s, and letters go there. This is the last one to your former address."), about->new_email), NULL }, NULL, beware };
	case LETTER_PASSWORD_CHANGED:
		return (struct words){ mem_printf(view->ctx, tr("Your password at %s has changed"), site),
		    { tr("The password of your account was changed. Wherever you were signed in before, you are no longer."), NULL }, tr("It was not me: choose a new password"), beware };
	case LETTER_SECOND_FACTOR_ON:
		return (struct words){ tr("Your account has a second lock"),
		    { tr("From now on, signing in takes your password and a code from your telephone. Keep the recovery codes where you find them without it."), NULL },
		    tr("See my account"), beware };
	case LETTER_SECOND_FACTOR_OFF:
		return (struct words){ tr("Your account has no second lock any more"), { tr("The code from the telephone was switched off: signing in takes your password alone."), NULL },
		    tr("See my account"), beware };
	case LETTER_RECOVERY_CODES:
		return (struct words){ tr("You have new recovery codes"), { tr("New recovery codes were made for your account. The former ones serve no more."), NULL }, tr("See my account"), beware };
	default:
		return (struct words){ tr("Somebody tries to sign in as you"),
		    { tr("Ten attempts to sign in to your account have failed in a row. Each further one has to wait longer, and so do you."),
		    tr("If it was you, this link leads to a new password. If it was not, your password has held: make sure that you use it nowhere else.") }, tr("Choose a new password"), NULL };
	}
}

enum err
view_account_letter(const struct view *view, const struct account_letter *about, struct mail *mail)
{
	struct letter letter = { .kind = KIND[about->kind].word, .lang = about->lang, .recipient = about->recipient, .recipient_name = about->name };
	struct words words;

	i18n_use(about->lang);
	words = words_of(view, about);
	letter.subject = words.subject;
	letter.paragraphs = words.paragraphs;
	letter.paragraph_count = words.paragraphs[1] == NULL ? 1 : 2;
	letter.closing = words.closing;
	if (KIND[about->kind].path != NULL) {
		letter.link = mem_printf(view->ctx, "%s%s/%s%s%s", view->origin, view->base, lang_code(about->lang), KIND[about->kind].path, about->secret == NULL ? "" : about->secret);
		letter.link_label = words.label;
	}
	return view_mail(view, &letter, mail);
}
