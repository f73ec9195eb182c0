#ifndef RTOK_HARMLESS_HTTP_H
#define RTOK_HARMLESS_HTTP_H

#include <stdbool.h>
#include <stddef.h>

/* What of HTTP, and of the API that is asked, is the same for everybody. */

/* media types, versions, codings and the like, alone or in a list */
bool http_is_words(const char *text, size_t length);
/* the name of a usual header, in any case of its letters */
bool http_is_header(const char *text, size_t length);
bool http_is_method(const char *text, size_t length);
bool http_is_status(const char *text, size_t length);
/* the words of a status */
bool http_is_reason(const char *text, size_t length);
bool http_is_scheme(const char *text, size_t length);
bool http_is_port(const char *text, size_t length);
/* a size, a time that something takes, or -1 for none */
bool http_is_measure(const char *text, size_t length);
/* "1.2" */
bool http_is_version(const char *text, size_t length);
/* a segment of the path of an endpoint */
bool http_is_segment(const char *text, size_t length);
/* the name of a parameter, of one that says how much is asked for, and a value of that */
bool http_is_parameter(const char *text, size_t length);
bool http_is_paging(const char *text, size_t length);
bool http_is_setting(const char *text, size_t length);

#endif
