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

/* Which seat or branch of an organisation is the nearest to a place. */
struct nearest {
	double kilometres;	/* negative: it is nowhere, or no place was asked for */
	int number;		/* 0: its seat; n: its n-th branch */
	bool approximate;
};

#endif
