#ifndef JSCHEMA_NUMBER_H
#define JSCHEMA_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Every text here is a number of RFC 8259 section 6 whose exponent has at most 18
 * significant digits, as the reader sees to. Nothing is rounded, and the time depends on
 * the lengths of the texts, never on the size of the exponents.
 */

/* The significant digits up to which a divisor can always be decided. */
enum { NUMBER_DIVISOR_DIGITS = 1000 };

enum number_multiple {
	NUMBER_NOT_MULTIPLE,
	NUMBER_MULTIPLE,
	NUMBER_LIMIT, /* not decided: the divisor has more digits than that */
};

/* less than, equal to or greater than 0, as a is to b (Validation 6.2.2 to 6.2.5) */
int number_compare(const char *a, size_t a_length, const char *b, size_t b_length);
/* Core 4.2.2: the same mathematical value, so 1, 1.0 and 10e-1 are one */
bool number_equal(const char *a, size_t a_length, const char *b, size_t b_length);
/* Validation 6.1.1: any number with a zero fractional part, so 1.0 and 1e2 too */
bool number_is_integer(const char *text, size_t length);
/*
 * Validation 6.2.1, exactly. The signs do not matter, 0 is a multiple of everything, and
 * nothing else is one of 0.
 */
enum number_multiple number_is_multiple(
    const char *text, size_t length, const char *divisor, size_t divisor_length);
/*
 * A non-negative integer such as 2, 2.0 or 2e3 (Validation 6.3.1); false, with `count` as
 * it was, when the number is none or does not fit.
 */
bool number_to_count(const char *text, size_t length, uint64_t *count);
/* The significant digits of a number: 1 of 100 and of 0.1, none of 0. */
size_t number_digits(const char *text, size_t length);
/* Equal numbers have equal hashes. */
uint32_t number_hash(const char *text, size_t length);

#endif
