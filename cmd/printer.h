#ifndef RTOK_PRINTER_H
#define RTOK_PRINTER_H

#include "normal.h"
#include "run.h"
#include "show.h"

#include <sys/stat.h>

/* The normal form of a file, as its documents come, and what the file is now. */
struct draft {
	struct stat seen;
	struct buffer before;
	struct buffer after;
	size_t documents; /* that are in it as a whole; all of the file, or it is none */
	bool lost;        /* --keep-invalid would not keep all of them */
};

/* What becomes of documents once they are judged: printed, gathered, or rejected. */
struct printer {
	struct run *run;
	enum printing { PRINT_NOTHING, PRINT_JSON, PRINT_TABLE } printing;
	struct normal normal;
	struct order order; /* for one thread */
	struct show *show;  /* NULL where there is no table, nor what counts members */
	bool drafts;        /* what is printed stays with its file: -i, --check */
	struct draft draft;
	size_t rejected; /* the number of the document that was rejected last */
	size_t
	    unmasked; /* what was to be rejected and could not be masked, in an input */
	/* the answers in the recording that is taken next, in their order */
	struct graft *grafts;
	size_t graft_count;
	size_t graft_capacity;
};

void printer_open(struct printer *, struct run *);
/* prints what could only be printed at the end */
void printer_close(struct printer *);

/* The stream of an input has been opened. */
void printer_begin(struct printer *);
/* A value was judged, by a schema; NULL: a recording, by those of its answers. */
void printer_take(struct printer *, const struct subject *, const struct jschema_schema *,
    enum verdict);
/* An answer was judged that is a value in the recording that is taken next. */
void printer_graft(
    struct printer *, const struct subject *, const struct jschema_schema *);
/* Adds a value as JSON, as it is laid out where it stands on a line of its own. */
void printer_write(const struct printer *, struct buffer *, struct order *,
    struct jschema_value, const struct jschema_schema *);
/* Something in the input is no document, and was told. */
void printer_fault(struct printer *);
/* The input has come to its end. */
void printer_end(struct printer *);
/* It could not be read up to that, which was told. */
void printer_lose(struct printer *);

#endif
