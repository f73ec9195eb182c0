#ifndef RTOK_SUMMARY_H
#define RTOK_SUMMARY_H

#include "options.h"

/*
 * Adds up the summaries in the inputs that are named, and prints the sum: a summary
 * again, or on a terminal a table. Returns the status that one run over all would have
 * had; STATUS_INPUT, and prints nothing, where one of them is none.
 */
enum status summary_print(const struct options *);

#endif
