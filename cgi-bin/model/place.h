/* Places, and where organisations are. Coordinates are degrees of WGS 84. */
#ifndef ANNUAIRE_MODEL_PLACE_H
#define ANNUAIRE_MODEL_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct place {
	const char *name;
	const char *postcode;	/* NULL: not known */
	const char *zone;	/* code of VOCABULARY_ZONE, or NULL */
	double latitude, longitude;
	bool approximate;	/* the middle of a province, because nothing nearer is known */
};

struct place_list {
	struct place *rows;
	size_t count;
};

/* Where an organisation is. */
struct position {
	int number;		/* 0: its seat; n: its n-th branch */
	double latitude, longitude;
	bool approximate;
};

struct position_list {
	struct position *rows;
	size_t count;
};

/* An organisation, or one of its branches, near a place. */
struct near_row {
	uint64_t organisation;
	int number;		/* 0: its seat; n: its n-th branch */
	double kilometres;
	bool approximate;
};

struct near_list {
	struct near_row *rows;	/* one an organisation, its nearest; nearest first */
	size_t count;
};

#endif
