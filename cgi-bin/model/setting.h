/* What the federation decides for the whole site, as it stands in the table `setting`. */
#ifndef ANNUAIRE_MODEL_SETTING_H
#define ANNUAIRE_MODEL_SETTING_H

/* Whether moderators and administrators sign in with a second factor: "required", or "optional", which is the standard. */
#define SETTING_SECOND_FACTOR "second_factor"
#define SECOND_FACTOR_REQUIRED "required"
#define SECOND_FACTOR_OPTIONAL "optional"

#endif
