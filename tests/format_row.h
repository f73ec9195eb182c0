/* For tests of formats: a text, and whether it is one, whatever stands behind it. */
#ifndef TEST_FORMAT_ROW_H
#define TEST_FORMAT_ROW_H

#include "format.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A text with its length, for it may hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1

struct format_row {
	bool (*check)(const char *text, size_t length);
	const char *text;
	size_t length;
	bool valid;
};

static inline void
check_format_row(const struct format_row *row, int number)
{
	/* an exact copy at the end of its block, empty or not, so that valgrind and
	 * sanitizers see a read beyond it; and where they do not run, one with each byte
	 * behind it */
	char *block = malloc(row->length + 1);
	char *exact = malloc(row->length + 1);
	ck_assert(block && exact);
	if (row->length) {
		memcpy(exact + 1, row->text, row->length);
		memcpy(block, row->text, row->length);
	}
	bool valid = row->check(row->text ? exact + 1 : NULL, row->length), same = true;
	for (int byte = 0; byte <= UCHAR_MAX; byte++) {
		block[row->length] = (char)byte;
		same = same && row->check(block, row->length) == valid;
	}
	free(exact);
	free(block);
	const char *shown = row->text ? row->text : "NULL";
	ck_assert_msg(valid == row->valid, "row %d: %s (%zu bytes) should be %s", number,
	    shown, row->length, row->valid ? "valid" : "invalid");
	ck_assert_msg(same, "row %d: %s (%zu bytes): what stands behind it is read",
	    number, shown, row->length);
}

#endif
