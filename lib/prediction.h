#ifndef JSCHEMA_PREDICTION_H
#define JSCHEMA_PREDICTION_H

#include "document.h"
#include "scan.h"

/*
 * Which name comes next. The objects of a stream mostly have the same members in the same
 * order, so each name that was read keeps the one that followed it, as it is spelt in the
 * text. Where that stands again, nothing of it is looked for, hashed or checked: it is
 * compared.
 */
enum {
	MOST_PREDICTED = SAME_READ - 1, /* bytes of a name and what belongs to it */
	PREDICTIONS = 128,              /* names; the one at 0 is that of what has none */
	PREDICTION_SLOTS = 256,
};

struct predicted {
	char text[SAME_READ]; /* with its quotes and colon, as spelt the last time */
	struct node node;     /* but for its start */
	uint32_t length;      /* of the text */
	uint32_t rest;        /* what is behind it in the array */
	uint32_t next;        /* the name behind its value; 0: not known */
	uint32_t inside;      /* the first one of an object in its value; 0: not known */
};

struct prediction {
	uint32_t count;                      /* with the one at 0 */
	uint16_t slots[PREDICTION_SLOTS];    /* by hash; 0: empty */
	struct predicted names[PREDICTIONS]; /* nothing is set behind the last one */
};

/* one that knows no name, to be freed; NULL without memory */
struct prediction *prediction_new(void);
/* forgets all names where there is room for no more */
void prediction_begin(struct prediction *);
/* whether a name stands there, and a byte behind it, where too few are left for
 * scan_same() */
bool prediction_is_last(const struct predicted *, const char *at, size_t left);
/*
 * The number of a name that was read, which may be new; so many bytes behind its closing
 * quote, its colon among them, are expected with it the next time. 0: there is no colon,
 * it is all too long, the name is escaped, or there is no room where its hash leads.
 */
uint32_t prediction_learn(
    struct prediction *, const char *text, const struct node *, uint32_t behind);

#endif
