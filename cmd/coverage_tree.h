#ifndef RTOK_COVERAGE_TREE_H
#define RTOK_COVERAGE_TREE_H

#include "coverage.h"
#include "listing.h"
#include "util.h"

/* What coverage.c counts in, for those that write it and read it again. */

enum {
	MOST_NAMES_BELOW = 100, /* unforeseen ones of one object */
	MOST_FIELDS = 10000,    /* of all */
	MOST_LEVELS = 16,
	LONGEST_NAME = 256, /* bytes */
};

enum type { BOOLEAN, NUMBER, STRING, DATE_TIME, ARRAY, OBJECT, TYPES };
extern const char *const coverage_types[TYPES];

enum role { NAMED, ELEMENTS, OTHERS };

struct field {
	enum role role;
	char *name; /* decoded, where it has one */
	size_t length;
	bool foreseen;            /* by the schema */
	const struct listing *of; /* whose names are below, with `foreseen` */
	size_t count;             /* how often it is there */
	size_t nulls;
	bool deeper; /* there was more below than is told apart */
	size_t types[TYPES];
	struct field **below; /* those that the schema lists come first */
	size_t below_count;
	size_t listed;
	struct field **slots; /* those with names, by these */
	size_t slot_count;    /* a power of two, or 0 */
};

struct coverage {
	struct field root;
	size_t fields;
	struct listings listings;
	struct buffer scratch; /* of names that have to be decoded */
};

/* the field of a role below another one, or NULL; a name is only for NAMED */
struct field *field_find(
    const struct field *parent, enum role, const char *name, size_t length);
struct field *field_insert(struct coverage *, struct field *parent, size_t at, enum role,
    const char *name, size_t length);
/* that of a name which the schema lists, behind those that it has listed before */
struct field *field_foresee(
    struct coverage *, struct field *object, const char *name, size_t length);
/* that of any other name, or where there are too many of these, that of all others */
struct field *field_unforeseen(
    struct coverage *, struct field *object, const char *name, size_t length);

#endif
