/*
 * Commands of `annuaire` that have a file of their own. Each takes its arguments (without its name), says on stdout what it did and on stderr what is wrong, and
 * returns what main() returns.
 */
#ifndef ANNUAIRE_OPERATE_COMMAND_H
#define ANNUAIRE_OPERATE_COMMAND_H

#include "operate/operator.h"

/* FILE...: printed profiles (.txt) or documents (.json). One line for each: imported, updated, unchanged or refused, and why. */
int operate_import(struct operator *op, int argc, char **argv);

/* No arguments. Compares every projection with its document, or makes all of them anew, on all processors. */
int operate_check(struct operator *op, int argc, char **argv);
int operate_reindex(struct operator *op, int argc, char **argv);

/* DIRECTORY [--keep NUMBER]: a backup below DIRECTORY, and removes all but the latest NUMBER. verify BACKUP: whether one is complete and undamaged. */
int operate_backup(struct operator *op, int argc, char **argv);

/* BACKUP --into DATABASE: into a database that is there and empty. Says of each table that it is what it was, or that it is not. */
int operate_restore(struct operator *op, int argc, char **argv);

#endif
