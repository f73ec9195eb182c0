#ifndef RTOK_OUTPUTS_H
#define RTOK_OUTPUTS_H

#include "input.h"
#include "options.h"

/* Everything that a command writes to: stdout, stderr, and the files of reports. */
struct outputs {
	struct sink out;
	struct sink err;
	struct sink files[MOST_REPORTS + 1];
	size_t file_count;
	struct report reports[MOST_REPORTS];
	size_t report_count;
	struct sink *rejects; /* NULL: nowhere */
	bool shows_hints;     /* in some report */
	bool tells_documents; /* to a report, and not only what is wrong */
	/* since the last document, and since the last one with others in it, where
	 * documents are told */
	json_t *told;
	json_t *told_of_whole;
};

/*
 * Opens them, and begins the reports. A file that is one of the inputs or schemas, or
 * that another report goes to, is refused, and so is what would mix with a report for
 * programs.
 */
void outputs_open(struct outputs *, const struct options *, const struct inputs *);
/* Writes what there is, so that nobody waits for what is known. */
void outputs_flush(struct outputs *);
/* whether what goes there is coloured */
bool outputs_color(const struct options *, const struct sink *);
/* whether a program reads a report there; on a terminal people do */
bool outputs_report_to(const struct outputs *, const struct sink *);
/* Tells all reports. */
void outputs_diagnose(struct outputs *, const struct diagnostic *);
void outputs_document(struct outputs *, const struct outcome *);
/* Ends the reports, says the summary unless it is to be quiet, and writes what there is.
 */
enum status outputs_close(struct outputs *, const struct tally *, const struct options *);

#endif
