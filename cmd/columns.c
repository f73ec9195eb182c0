/*
 * How wide a text is on a terminal. The text is UTF-8 in every locale, so it is decoded
 * here; where the locale does not know a character, it counts as one column.
 */
#define _XOPEN_SOURCE 700 /* for wcwidth() */
#include "columns.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

enum { LEAST_LINE = 20 }; /* columns beside an indentation */

void
columns_begin(void)
{
	static bool begun;
	if (!begun)
		setlocale(LC_CTYPE, "");
	begun = true;
}

/* one character and its end */
static unsigned long
decode(const char **at, const char *end)
{
	unsigned char lead = (unsigned char)*(*at)++;
	unsigned long c = lead < 0x80 ? lead
	    : lead < 0xe0             ? lead & 0x1fU
	    : lead < 0xf0             ? lead & 0x0fU
				      : lead & 0x07U;
	for (; *at < end && ((unsigned char)**at & 0xc0) == 0x80; (*at)++)
		c = c << 6 | ((unsigned char)**at & 0x3fU);
	return c;
}

/* of the character at a place, which moves behind it */
static size_t
width_of(const char **at, const char *end)
{
	unsigned long c = decode(at, end);
	int width = c < 0x80 ? 1 : wcwidth((wchar_t)c);
	return width < 0 ? 1 : (size_t)width;
}

size_t
columns_of(const char *safe, size_t length)
{
	size_t columns = 0;
	columns_begin();
	for (const char *at = safe, *end = safe + length; at < end;)
		columns += width_of(&at, end);
	return columns;
}

bool
columns_beyond_ascii(void)
{
	columns_begin();
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* what some terminals draw together with the character before, or not at all */
static bool
is_disputed(unsigned long c)
{
	return c == 0x00ad ||                 /* soft hyphen */
	    c == 0x200d ||                    /* zero width joiner */
	    (c >= 0xfe00 && c <= 0xfe0f) ||   /* variation selectors */
	    (c >= 0x1f3fb && c <= 0x1f3ff) || /* skin tones */
	    (c >= 0xe0100 && c <= 0xe01ef);   /* more variation selectors */
}

void
columns_settle(struct buffer *b, const char *safe, size_t length)
{
	bool beyond_ascii = columns_beyond_ascii();
	const char *settled = safe, *end = safe + length; /* as far as it is added */
	for (const char *at = safe; at < end;) {
		const char *start = at;
		unsigned long c = decode(&at, end);
		if (c < 0x80 ||
		    (beyond_ascii && wcwidth((wchar_t)c) >= 0 && !is_disputed(c)))
			continue;
		buffer_add(b, settled, (size_t)(start - settled));
		settled = at;
		if (beyond_ascii)
			buffer_format(b, c < 0x10000 ? "\\u%04lx" : "\\u{%lx}", c);
		else
			for (; start < at; start++)
				buffer_format(b, "\\x%02x", (unsigned char)*start);
	}
	buffer_add(b, settled, (size_t)(end - settled));
}

/* the bytes that fit into so many columns, with the marks that take none behind them */
static size_t
fitting(const char *text, size_t length, size_t columns)
{
	const char *at = text, *end = text + length;
	for (size_t taken = 0; at < end;) {
		const char *next = at;
		taken += width_of(&next, end);
		if (taken > columns)
			break;
		at = next;
	}
	return (size_t)(at - text);
}

const char *
columns_mark(void)
{
	return columns_beyond_ascii() ? "\u2026" : "~";
}

char *
columns_cut(const char *text, size_t columns)
{
	size_t length = strlen(text);
	struct buffer shown = {0};
	columns_begin();
	if (columns_of(text, length) <= columns)
		return xstrndup(text, length);
	/* a column is for the mark */
	buffer_add(&shown, text, fitting(text, length, columns - 1));
	buffer_say(&shown, columns_mark());
	buffer_add(&shown, "", 1);
	return shown.text;
}

char *
columns_cut_front(const char *text, size_t columns)
{
	size_t length = strlen(text);
	size_t over = columns_of(text, length);
	struct buffer shown = {0};
	const char *at = text, *end = text + length;
	if (over <= columns)
		return xstrndup(text, length);
	for (over -= columns - 1; over && at < end;) {
		size_t width = width_of(&at, end);
		over -= width < over ? width : over;
	}
	at += fitting(at, (size_t)(end - at), 0); /* marks that belong to what is gone */
	buffer_say(&shown, columns_mark());
	buffer_add(&shown, at, (size_t)(end - at));
	buffer_add(&shown, "", 1);
	return shown.text;
}

/* whether the first word of a text fits into a line of so many columns */
static bool
word_fits(const char *text, size_t length, size_t columns)
{
	size_t line = fitting(text, length, columns);
	return line == length || text[line] == ' ' || memchr(text, ' ', line);
}

/* the blank before a parenthesis that a break at `border` would tear apart, or `border`
 */
static size_t
before_parenthesis(const char *text, size_t border)
{
	for (size_t at = border; at-- > 1 && text[at] != ')';) {
		if (text[at] == '(' && text[at - 1] == ' ')
			return at - 1;
	}
	return border;
}

size_t
columns_line(const char *text, size_t length, size_t columns)
{
	columns_begin();
	size_t whole = fitting(text, length, columns), border = whole;
	if (whole == length)
		return length;
	if (whole == 0) { /* a wide character in a single column */
		const char *at = text;
		decode(&at, text + length);
		return (size_t)(at - text);
	}
	while (border && text[border] != ' ')
		border--;
	if (border == 0 || !word_fits(text + border + 1, length - border - 1, columns))
		return whole;
	size_t outer = before_parenthesis(text, border);
	return columns_of(text, outer) * 2 >= columns ? outer : border;
}

static void
wrap(struct buffer *b, const char *text, size_t indent, size_t columns)
{
	for (size_t length = strlen(text); length;) {
		size_t line = columns_line(text, length, columns);
		buffer_add(b, text, line);
		line += line < length && text[line] == ' ';
		text += line;
		length -= line;
		if (length)
			buffer_format(b, "\n%*s", (int)indent, "");
	}
}

void
columns_wrap(struct buffer *b, const char *text, size_t columns)
{
	wrap(b, text, 0, columns);
}

void
columns_hang(struct buffer *b, const char *text, size_t indent, size_t width)
{
	if (width < indent + LEAST_LINE)
		buffer_say(b, text);
	else
		wrap(b, text, indent, width - indent);
}
