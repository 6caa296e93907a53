/*
 * Commands of `annuaire` that have a file of their own. Each takes its arguments (without its name), says on stdout what it did and on stderr what is wrong, and
 * returns what main() returns.
 */
#ifndef ANNUAIRE_OPERATE_COMMAND_H
#define ANNUAIRE_OPERATE_COMMAND_H

#include "operate/operator.h"

/* FILE...: printed profiles (.txt) or documents (.json). One line for each: imported, updated, unchanged or refused, and why. */
int operate_import(struct operator *op, int argc, char **argv);

/* [--dry-run] [DIRECTORY], which has the migrations. Prints each that was applied, or what would be run. */
int operate_migrate(struct operator *op, int argc, char **argv);

/* accounts|rights [--host HOST]. Prints the statements for the database's administrator: annuaire roles accounts | mariadb. There are passwords in the former. */
int operate_roles(struct operator *op, int argc, char **argv);

/* [hosting|content] [--quiet]. Prints a line for each thing of the hosting that is right or wrong; then compares the projections. 1 when something is wrong; warnings are not. */
int operate_check(struct operator *op, int argc, char **argv);

/* Compares every projection with its document, or makes all of them anew (no arguments), on all processors. quiet: says nothing when all is well. */
int operate_check_projections(struct operator *op, bool quiet);
int operate_reindex(struct operator *op, int argc, char **argv);

/* DIRECTORY [--keep NUMBER]: a backup below DIRECTORY, and removes all but the latest NUMBER. verify BACKUP: whether one is complete and undamaged. */
int operate_backup(struct operator *op, int argc, char **argv);

/* BACKUP --into DATABASE: into a database that is there and empty. Says of each table that it is what it was, or that it is not. */
int operate_restore(struct operator *op, int argc, char **argv);

#endif
