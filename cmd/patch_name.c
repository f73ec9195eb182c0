/*
 * Names of files as git-apply(1) and patch(1) read them. Neither takes one that leads
 * upwards, and a name with control characters stands in the quotes of C; so git-diff(1)
 * writes them ("core.quotePath" in git-config(1)).
 */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "patch_name.h"

#include "jschema.h"

#include <stdlib.h>

/* whether a path has no part that is "." or "..", and begins where the patch is applied
 */
static bool
leads_down(const char *path)
{
	while (*path) {
		size_t length = strcspn(path, "/");
		if (length == 0 || (length <= 2 && strncmp(path, "..", length) == 0))
			return false;
		path += length;
		path += *path == '/';
	}
	return true;
}

/* the path without links in its folders, from the root; NULL where that is not there */
static char *
from_root(const char *path)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	char *folder = slash ? xstrndup(path, (size_t)(base - path)) : xstrndup(".", 1);
	char *real = realpath(folder, NULL);
	struct buffer whole = {0};
	free(folder);
	if (!real)
		return NULL;
	buffer_say(&whole, real[1] ? real : ""); /* that of the root is its slash */
	buffer_say(&whole, "/");
	buffer_add(&whole, base, strlen(base) + 1);
	free(real);
	return whole.text;
}

/* what is left of a path from the root, below the working folder or the root itself */
static const char *
below(const char *path)
{
	char *here = realpath(".", NULL);
	size_t length = here ? strlen(here) : 0;
	bool inside = here && strncmp(path, here, length) == 0 && path[length] == '/';
	free(here);
	return path + (inside ? length : 0) + 1;
}

/* C11 6.4.4.4; bytes beyond ASCII too, as they may be no UTF-8 */
static void
add_quoted(struct buffer *b, const char *text)
{
	static const char letters[] = {['\a'] = 'a',
	    ['\b'] = 'b',
	    ['\t'] = 't',
	    ['\n'] = 'n',
	    ['\v'] = 'v',
	    ['\f'] = 'f',
	    ['\r'] = 'r',
	    ['"'] = '"',
	    ['\\'] = '\\'};
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c < sizeof letters && letters[c])
			buffer_format(b, "\\%c", letters[c]);
		else if (c < 0x20 || c >= 0x7f)
			buffer_format(b, "\\%03o", c);
		else
			buffer_add(b, text, 1);
	}
}

static bool
needs_quotes(const char *name)
{
	size_t length = strlen(name);
	return strpbrk(name, "\"\\") || jschema_escape(name, length, NULL, 0) != length;
}

void
patch_name(struct buffer *b, const char *side, const char *path)
{
	char *whole = leads_down(path) ? NULL : from_root(path);
	const char *name = whole ? below(whole) : path;
	if (needs_quotes(name)) {
		buffer_format(b, "\"%s/", side);
		add_quoted(b, name);
		buffer_say(b, "\"");
	} else {
		buffer_format(b, "%s/%s", side, name);
	}
	if (strchr(name, ' ')) /* tells those who read it that the name ends here */
		buffer_say(b, "\t");
	free(whole);
}
