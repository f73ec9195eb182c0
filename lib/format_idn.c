/*
 * Host names: RFC 1123 section 2.1, and in other scripts RFC 5890 (IDNA2008). libidn2
 * tests a label: code points, contextual rules (RFC 5892 appendix A), NFC, Punycode and
 * the Bidi rule within it.
 *
 * What it leaves out is here. By RFC 5893 section 2 one right-to-left label makes the
 * Bidi rule count for all labels of the name, those of ASCII too; a right-to-left label
 * may not mix European and Arabic numbers (condition 4); and marks behind a hyphen do not
 * make a good end (conditions 3 and 6).
 */
#include "ascii.h"
#include "format.h"
#include "idn.h"
#include "utf8.h"

#include <errno.h>
#include <string.h>

enum {
	MOST_LABEL = 63, /* RFC 1034 section 3.1 */
	MOST_NAME = 253, /* 255 octets, less the first length and the root's */
	/* bytes of a label that can still be short enough: a syllable of Hangul, which
	 * takes an octet of Punycode, is three letters of three bytes before NFC */
	MOST_BYTES = MOST_LABEL * 9,
};

struct name {
	bool international; /* not only ASCII */
	bool normalise;     /* to NFC first */
	size_t length;      /* of its labels as ASCII, each with a dot */
	bool right_to_left; /* a label has letters that make it a Bidi domain name */
	bool unfit;         /* a label would break the Bidi rule in one */
};

/* ---- the Bidi rule ---- */

/*
 * Bidi_Class, as far as the rule asks for it: R and AL are one, as are ES, CS, ET, ON and
 * BN. What the table leaves out is L or NSM. Of Unicode 14, but only of what IDNA2008
 * allows: libidn2 has refused all else, so that a range may run over it.
 */
enum direction { UNLISTED, RIGHT_TO_LEFT, ARABIC_NUMBER, EUROPEAN_NUMBER, NEUTRAL };

static const struct {
	uint32_t first, last;
	enum direction direction;
} directions[] = {
    {0x2d, 0x2d, NEUTRAL},
    {0x30, 0x39, EUROPEAN_NUMBER},
    {0xb7, 0xb7, NEUTRAL},
    {0x2b9, 0x2ba, NEUTRAL},
    {0x2c6, 0x2cf, NEUTRAL},
    {0x2ec, 0x2ec, NEUTRAL},
    {0x375, 0x375, NEUTRAL},
    {0x5d0, 0x5f4, RIGHT_TO_LEFT},
    {0x620, 0x64a, RIGHT_TO_LEFT},
    {0x660, 0x669, ARABIC_NUMBER},
    {0x66e, 0x66f, RIGHT_TO_LEFT},
    {0x671, 0x6d5, RIGHT_TO_LEFT},
    {0x6e5, 0x6e6, RIGHT_TO_LEFT},
    {0x6ee, 0x6ef, RIGHT_TO_LEFT},
    {0x6f0, 0x6f9, EUROPEAN_NUMBER},
    {0x6fa, 0x710, RIGHT_TO_LEFT},
    {0x712, 0x72f, RIGHT_TO_LEFT},
    {0x74d, 0x7a5, RIGHT_TO_LEFT},
    {0x7b1, 0x7ea, RIGHT_TO_LEFT},
    {0x7f4, 0x7f5, RIGHT_TO_LEFT},
    {0x800, 0x815, RIGHT_TO_LEFT},
    {0x81a, 0x81a, RIGHT_TO_LEFT},
    {0x824, 0x824, RIGHT_TO_LEFT},
    {0x828, 0x828, RIGHT_TO_LEFT},
    {0x840, 0x858, RIGHT_TO_LEFT},
    {0x860, 0x88e, RIGHT_TO_LEFT},
    {0x8a0, 0x8c9, RIGHT_TO_LEFT},
    {0x200c, 0x200d, NEUTRAL},
    {0x2e2f, 0x2e2f, NEUTRAL},
    {0x30fb, 0x30fb, NEUTRAL},
    {0xa67f, 0xa67f, NEUTRAL},
    {0xa717, 0xa71f, NEUTRAL},
    {0xa788, 0xa788, NEUTRAL},
    {0xfe73, 0xfe73, RIGHT_TO_LEFT},
    {0x10800, 0x10a00, RIGHT_TO_LEFT},
    {0x10a10, 0x10a35, RIGHT_TO_LEFT},
    {0x10a60, 0x10ae4, RIGHT_TO_LEFT},
    {0x10b00, 0x10d23, RIGHT_TO_LEFT},
    {0x10d30, 0x10d39, ARABIC_NUMBER},
    {0x10e80, 0x10ea9, RIGHT_TO_LEFT},
    {0x10eb0, 0x10eb1, RIGHT_TO_LEFT},
    {0x10f00, 0x10f45, RIGHT_TO_LEFT},
    {0x10f70, 0x10f81, RIGHT_TO_LEFT},
    {0x10fb0, 0x10ff6, RIGHT_TO_LEFT},
    {0x1e800, 0x1e8c4, RIGHT_TO_LEFT},
    {0x1e922, 0x1e943, RIGHT_TO_LEFT},
    {0x1e94b, 0x1e959, RIGHT_TO_LEFT},
};

static enum direction
find_direction(uint32_t code_point)
{
	for (size_t i = 0; i < sizeof directions / sizeof *directions; i++) {
		if (code_point <= directions[i].last)
			return code_point >= directions[i].first ? directions[i].direction
								 : UNLISTED;
	}
	return UNLISTED;
}

static bool
is_fine(int code)
{
	if (code == IDN2_MALLOC)
		errno = ENOMEM;
	return code == IDN2_OK;
}

/*
 * Of what is UNLISTED, NSM may stand in a right-to-left label and L may not (condition
 * 2). libidn2 knows that, so it is asked about such a label, rather than having a table
 * of 300 ranges here, for the sake of a mark behind a hyphen.
 */
static bool
is_mark(uint32_t code_point)
{
	const struct idn *idn = idn_load();
	char label[8] = "\xd7\x90"; /* alef */
	utf8_encode(code_point, label + strlen(label));
	return idn && is_fine(idn->register_u8((const uint8_t *)label, NULL, NULL, 0));
}

/* Conditions 1, 3, 4 and 6, of a label which libidn2 has tested. */
static void
check_directions(struct name *n, const uint32_t *label)
{
	unsigned seen = 0;
	bool good_end = true, right_to_left = find_direction(*label) == RIGHT_TO_LEFT;
	for (const uint32_t *c = label; *c; c++) {
		enum direction d = find_direction(*c);
		seen |= 1U << d;
		if (d == NEUTRAL)
			good_end = false;
		else if (d != UNLISTED || (!right_to_left && !good_end && !is_mark(*c)))
			good_end = true;
	}
	const unsigned numbers = 1U << EUROPEAN_NUMBER | 1U << ARABIC_NUMBER;
	bool good_start = right_to_left || find_direction(*label) == UNLISTED;
	bool mixed = right_to_left && (seen & numbers) == numbers;
	n->right_to_left |= seen & (1U << RIGHT_TO_LEFT | 1U << ARABIC_NUMBER);
	n->unfit |= !good_start || !good_end || mixed;
}

/* ---- labels ---- */

static bool
is_ascii(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)text[i] >= 0x80)
			return false;
	}
	return true;
}

/* RFC 1123 section 2.1: letters, digits, and hyphens in between */
static bool
is_ldh(const char *label, size_t length)
{
	if (length > MOST_LABEL || label[0] == '-' || label[length - 1] == '-')
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!is_alphanumeric(label[i]) && label[i] != '-')
			return false;
	}
	return true;
}

/* An A-label or a U-label (RFC 5890 section 2.3.2.1), NUL-terminated. */
static bool
check_idn_label(struct name *n, const char *label, bool ascii)
{
	const struct idn *idn = idn_load();
	const uint8_t *text = (const uint8_t *)label;
	uint8_t *a_label = NULL;
	uint32_t *u_label = NULL;
	if (!idn)
		return false;
	int code = idn->register_u8(ascii ? NULL : text, ascii ? text : NULL, &a_label,
	    n->normalise ? IDN2_NFC_INPUT : 0);
	if (code == IDN2_OK) {
		n->length += strlen((const char *)a_label) + 1;
		code = idn->to_unicode_8z4z((const char *)a_label, &u_label, 0);
	}
	if (code == IDN2_OK)
		check_directions(n, u_label);
	idn->free(u_label);
	idn->free(a_label);
	return is_fine(code);
}

static bool
check_label(struct name *n, const char *label, size_t length)
{
	char copy[MOST_BYTES + 1];
	bool ascii = is_ascii(label, length);
	if (length == 0 || length > MOST_BYTES || (ascii && !is_ldh(label, length)) ||
	    (!ascii && (!n->international || memchr(label, '\0', length))))
		return false;
	/* the prefix of A-labels is free of case, which libidn2 does not know */
	for (size_t i = 0; i < length; i++)
		copy[i] = ascii ? to_lower(label[i]) : label[i];
	copy[length] = '\0';
	if (!ascii || strncmp(copy, "xn--", 4) == 0)
		return check_idn_label(n, copy, ascii);
	n->length += length + 1;
	n->unfit |= is_digit(*copy);
	return true;
}

/* ---- names ---- */

/*
 * Bytes of a separator here. RFC 3490 section 3.1 had four; IDNA2008 leaves to the user
 * interface (RFC 5895 section 2) what the suite wants of the format.
 */
static size_t
measure_separator(const struct name *n, const char *at, const char *end)
{
	static const char dots[][4] = {"\xe3\x80\x82", "\xef\xbc\x8e", "\xef\xbd\xa1"};
	if (*at == '.')
		return 1;
	for (size_t i = 0; i < sizeof dots / sizeof *dots && n->international; i++) {
		if (end - at >= 3 && memcmp(at, dots[i], 3) == 0)
			return 3;
	}
	return 0;
}

static bool
check_name(struct name n, const char *text, size_t length)
{
	const char *at = text, *end = text + length, *label = text;
	size_t separator;
	for (; at < end; at += separator ? separator : 1) {
		separator = measure_separator(&n, at, end);
		if (!separator)
			continue;
		if (!check_label(&n, label, (size_t)(at - label)) || n.length > MOST_NAME)
			return false;
		label = at + separator;
	}
	return check_label(&n, label, (size_t)(end - label)) &&
	    n.length - 1 <= MOST_NAME && !(n.right_to_left && n.unfit);
}

bool
format_hostname(const char *text, size_t length)
{
	return check_name((struct name){0}, text, length);
}

bool
format_idn_hostname(const char *text, size_t length)
{
	return check_name((struct name){.international = true}, text, length);
}

/* libidn2 composes, but it does not sort marks that stand in another order than NFC's */
bool
format_idn_domain(const char *text, size_t length)
{
	struct name n = {.international = true, .normalise = true};
	return check_name(n, text, length);
}

const char *
format_idn_version(void)
{
	const struct idn *idn = idn_load();
	return idn ? idn->check_version(NULL) : "that is missing";
}
