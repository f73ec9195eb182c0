/* The calls of the system that are made to fail, each kind in a way of its own. */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdbool.h>
#include <stddef.h>

enum how { ONCE, FROM_THEN_ON, SHORT, SIGNAL };

struct fault {
	const char *name;
	unsigned calls;
	int error; /* or the signal that comes with the call */
	enum how how;
	bool harmless; /* the result is that of a good run */
};

extern const struct fault faults[];
extern const size_t fault_count;

/* once, before there are children; false: it cannot be done */
bool faults_prepare(void);

/* in a child: the calls of that fault count from now on, and the one of this number fails
 */
void faults_arm(const struct fault *, long number);

/* whether it has come to that since the last time */
bool faults_reached(void);

#endif
