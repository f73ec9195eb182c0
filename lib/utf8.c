/*
 * UTF-8 (RFC 3629, Unicode table 3-7). Only utf8_sequence() looks at text of unknown
 * origin; the others rely on it having been there first.
 */
#include "utf8.h"

#include <string.h>

struct range {
	uint32_t first;
	uint32_t last;
};

/* Continuation bytes among eight: those with the top bit and without the one below. */
static size_t
count_continuations(const char *text)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t word;
	memcpy(&word, text, sizeof word);
	return (size_t)(((word >> 7 & ~word >> 6 & ones) * ones) >> 56);
}

size_t
utf8_count(const char *text, size_t length)
{
	size_t count = length, i = 0;
	for (; length - i >= 8; i += 8)
		count -= count_continuations(text + i);
	for (; i < length; i++)
		count -= (text[i] & 0xc0) == 0x80;
	return count;
}

size_t
utf8_sequence(const char *text, size_t length)
{
	const unsigned char *byte = (const unsigned char *)text;
	if (length && byte[0] < 0x80)
		return 1;
	if (!length || byte[0] < 0xc2 || byte[0] > 0xf4)
		return 0;
	size_t need = 2 + (size_t)(byte[0] >= 0xe0) + (size_t)(byte[0] >= 0xf0);
	if (length < need)
		return 0;
	/* These four keep out longer forms than needed, surrogates and what is beyond. */
	unsigned low = byte[0] == 0xe0 ? 0xa0 : byte[0] == 0xf0 ? 0x90 : 0x80;
	unsigned high = byte[0] == 0xed ? 0x9f : byte[0] == 0xf4 ? 0x8f : 0xbf;
	if (byte[1] < low || byte[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++)
		if ((byte[i] & 0xc0) != 0x80)
			return 0;
	return need;
}

uint32_t
utf8_decode(const char **at, const char *end)
{
	unsigned char lead = (unsigned char)*(*at)++;
	if (lead < 0x80)
		return lead;
	size_t more = 1 + (size_t)(lead >= 0xe0) + (size_t)(lead >= 0xf0);
	uint32_t code_point = lead & 0x3fu >> more;
	for (; more && *at < end; more--)
		code_point = code_point << 6 | ((unsigned char)*(*at)++ & 0x3fu);
	return code_point;
}

size_t
utf8_encode(uint32_t code_point, char out[4])
{
	static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
	if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff))
		return 0;
	size_t size = 1 + (size_t)(code_point >= 0x80) + (size_t)(code_point >= 0x800) +
	    (size_t)(code_point >= 0x10000);
	for (size_t i = size; i-- > 1; code_point >>= 6)
		out[i] = (char)(0x80 | (code_point & 0x3f));
	out[0] = (char)(leads[size] | code_point);
	return size;
}

bool
utf8_is_safe(uint32_t code_point)
{
	static const struct range unsafe[] = {
	    {0x0000, 0x001f},   /* C0 */
	    {0x007f, 0x009f},   /* DEL and C1 */
	    {0x061c, 0x061c},   /* Arabic letter mark */
	    {0x200b, 0x200b},   /* zero width space */
	    {0x200e, 0x200f},   /* direction marks */
	    {0x2028, 0x202e},   /* line and paragraph separator, bidi controls */
	    {0x2060, 0x2064},   /* word joiner, invisible operators */
	    {0x2066, 0x2069},   /* bidi isolates */
	    {0xd800, 0xdfff},   /* surrogates, which no text has */
	    {0xfdd0, 0xfdef},   /* noncharacters */
	    {0xfeff, 0xfeff},   /* byte order mark */
	    {0xfff9, 0xfffb},   /* interlinear annotation */
	    {0xe0000, 0xe007f}, /* tags */
	    {0x110000, 0xffffffff},
	};
	size_t i = 0;
	while (
	    code_point > unsafe[i].last) /* what is over the last one's does not exist */
		i++;
	return code_point < unsafe[i].first &&
	    (code_point & 0xfffe) != 0xfffe; /* U+xxFFFE and U+xxFFFF */
}
