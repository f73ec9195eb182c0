#ifndef JSCHEMA_URI_H
#define JSCHEMA_URI_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A piece of a URI; text is NULL when the piece is absent, which differs from empty. */
struct uri_part {
	const char *text;
	size_t length;
};

/* The parts without the characters that set them off; the path is never absent. */
struct uri_parts {
	struct uri_part scheme;
	struct uri_part authority;
	struct uri_part path;
	struct uri_part query;
	struct uri_part fragment;
};

/* RFC 3986 appendix B; any text is something. The parts point into it. */
void uri_split(const char *uri, size_t length, struct uri_parts *);

/*
 * RFC 3986 section 5.2, strict: the target of a reference, NUL-terminated in the arena;
 * NULL when memory runs out. `base` may be relative, empty or NULL; then so may be the
 * target, and a ".." with nothing before it stays. The base's fragment does not count,
 * the reference's stays, even an empty one.
 *
 * So that equal URIs are equal strings, scheme and host come out in lower case, hex
 * digits behind % in upper case, and paths without dot segments. A NUL becomes %00.
 */
char *uri_resolve(
    struct arena *, const char *base, const char *reference, size_t reference_length);

/* true when it has a scheme, with or without a fragment */
bool uri_is_absolute(const char *uri);
/* The length of what stands before the '#', or of all. */
size_t uri_before_fragment(const char *uri, size_t length);

/*
 * Undoes percent-encoding (RFC 3986 section 2.1); a % without two hex digits stays. The
 * result may hold NUL, and has one behind it. NULL when memory runs out.
 */
char *uri_decode(struct arena *, const char *text, size_t length, size_t *decoded_length);
/*
 * A JSON Pointer as a fragment (RFC 6901 section 6), without the '#': percent-encodes,
 * together with the %, what RFC 3986 section 3.5 does not allow. NULL when memory runs
 * out.
 */
char *uri_fragment(struct arena *, const char *pointer, size_t length);

#endif
