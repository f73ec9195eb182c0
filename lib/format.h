#ifndef JSCHEMA_FORMAT_H
#define JSCHEMA_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The checkers of the formats (Validation 7.3): true when the characters of the string
 * are an instance of the format. The text is valid UTF-8, may hold NUL, and none needs to
 * end with one. When memory runs out, the answer is false and errno ENOMEM; ELIBACC where
 * libidn2 cannot be loaded.
 */

/* RFC 3339 section 5.6 (Validation 7.3.1) */
bool format_date_time(const char *text, size_t length);
bool format_date(const char *text, size_t length);
bool format_time(const char *text, size_t length);
/* RFC 3339 appendix A (Validation 7.3.1) */
bool format_duration(const char *text, size_t length);

/* RFC 5321 section 4.1.2, and with RFC 6531 section 3.3 (Validation 7.3.2) */
bool format_email(const char *text, size_t length);
bool format_idn_email(const char *text, size_t length);

/*
 * RFC 1123 section 2.1, where A-labels must be true ones, and RFC 5890 section 2.3.2.3
 * (Validation 7.3.3). Labels that are not ASCII take memory for a moment.
 */
bool format_hostname(const char *text, size_t length);
bool format_idn_hostname(const char *text, size_t length);
/* the same for the domain of an idn-email, which need not be in NFC */
bool format_idn_domain(const char *text, size_t length);
/* the version of libidn2 as it runs */
const char *format_idn_version(void);

/* RFC 2673 section 3.2, RFC 4291 section 2.2 (Validation 7.3.4) */
bool format_ipv4(const char *text, size_t length);
bool format_ipv6(const char *text, size_t length);

/* RFC 3986, RFC 3987 (Validation 7.3.5) */
bool format_uri(const char *text, size_t length);
bool format_uri_reference(const char *text, size_t length);
bool format_iri(const char *text, size_t length);
bool format_iri_reference(const char *text, size_t length);
/* RFC 4122 section 3 (Validation 7.3.5) */
bool format_uuid(const char *text, size_t length);

/* RFC 6570 section 2 (Validation 7.3.6) */
bool format_uri_template(const char *text, size_t length);

/* RFC 6901 section 3, draft-bhutton-relative-json-pointer-00 (Validation 7.3.7) */
bool format_json_pointer(const char *text, size_t length);
bool format_relative_json_pointer(const char *text, size_t length);

#endif
