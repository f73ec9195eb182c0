#ifndef RTOK_ENDPOINT_H
#define RTOK_ENDPOINT_H

#include "util.h"

/* An endpoint of the API that is about refresh tokens, and what it answers. */
struct endpoint {
	const char *method;
	const char *path;      /* without the slash at its start */
	const char *component; /* by its short name; NULL: no JSON of interest */
};

/*
 * The endpoint of a method and a path, which may stand behind any base path; or NULL.
 * Where no method is named, or ANY, the first one of the path.
 */
const struct endpoint *endpoint_find(
    const char *method, size_t method_length, const char *path, size_t path_length);
/* A URL, or the part of one from its path on (RFC 3986 section 3). */
struct url {
	const char *start;
	const char *host; /* behind the scheme and "://"; NULL: it has neither */
	const char *path; /* behind the host and the port */
	const char *tail; /* behind the path: a query, a fragment */
	const char *end;
};

struct url endpoint_url(const char *text, size_t length);
/*
 * Adds the path of a URL, or of a path with what may follow one: without scheme, host,
 * query and the slashes at its end.
 */
void endpoint_path(struct buffer *, const char *url, size_t length);
/*
 * Adds the path that a regular expression matches, with a star for what is open in it,
 * and returns where that ends: before a query, or another path.
 */
const char *endpoint_pattern(struct buffer *, const char *pattern, size_t length);

#endif
