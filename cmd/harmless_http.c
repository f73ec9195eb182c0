/*
 * What of HTTP, and of the API that is asked, is the same for everybody, so that a
 * recording whose data is masked can still be played. Words are known one by one: a
 * pattern for them would fit names and identifiers, too.
 */
#include "harmless_http.h"

#include "util.h"

#include <strings.h>

enum {
	MOST_DIGITS = 8,    /* of a whole number: telephone numbers have more */
	MOST_DECIMALS = 17, /* as programs print times */
	MOST_SETTING = 3,   /* digits of a number of rows or of a page */
	MOST_PORT = 5,
	LONGEST_WORD = 40,
};

static size_t
digits(const char *text, size_t length)
{
	size_t i = 0;
	while (i < length && text[i] >= '0' && text[i] <= '9')
		i++;
	return i;
}

/* ---- words of headers ---- */

/* RFC 6838; a media type is one of each list with a slash between */
static bool
is_media_type(const char *text, size_t length)
{
	static const char *const types[] = {
	    "*", "application", "audio", "font", "image", "multipart", "text", "video"};
	static const char *const subtypes[] = {"*", "apng", "avif", "css", "csv",
	    "event-stream", "form-data", "gif", "hal+json", "html", "javascript", "jpeg",
	    "json", "jwk-set+json", "ld+json", "merge-patch+json", "mpeg", "ndjson",
	    "octet-stream", "pdf", "plain", "png", "problem+json", "scim+json",
	    "signed-exchange", "svg+xml", "webp", "woff2", "x-javascript", "x-ndjson",
	    "x-www-form-urlencoded", "xhtml+xml", "xml", "zip"};
	const char *slash = memchr(text, '/', length);
	if (!slash)
		return false;
	size_t before = (size_t)(slash - text);
	return words_have(types, COUNT(types), text, before) &&
	    words_have(subtypes, COUNT(subtypes), slash + 1, length - before - 1);
}

/* a weight (RFC 9110 section 12.4.2): "q=0.9" */
static bool
is_weight(const char *text, size_t length)
{
	return length >= 3 && length <= 7 && memcmp(text, "q=", 2) == 0 &&
	    (text[2] == '0' || text[2] == '1') &&
	    (length == 3 ||
		(text[3] == '.' && digits(text + 4, length - 4) == length - 4));
}

static bool
is_word(const char *text, size_t length)
{
	static const char *const words[] = {"*", ".*", ".+", "Bearer", "HTTP/1.0",
	    "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3", "HTTP/3.0", "br", "charset=UTF-8",
	    "charset=utf-8", "chunked", "deflate", "gzip", "h2", "h3", "http/1.0",
	    "http/1.1", "http/2", "http/2.0", "http/3", "http/3.0", "keep-alive",
	    "max-age=0", "must-revalidate", "no-cache", "no-store", "v=b3", "zstd"};
	return length && length <= LONGEST_WORD &&
	    (is_weight(text, length) || is_media_type(text, length) ||
		words_have(words, COUNT(words), text, length));
}

static bool
is_between(char c)
{
	return c == ',' || c == ';' || c == ' ';
}

bool
http_is_words(const char *text, size_t length)
{
	size_t i = 0;
	do {
		size_t start = i;
		while (i < length && !is_between(text[i]))
			i++;
		if (!is_word(text + start, i - start))
			return false;
		while (i < length && is_between(text[i]))
			i++;
	} while (i < length);
	return true;
}

bool
http_is_header(const char *text, size_t length)
{
	static const char *const names[] = {":authority", ":method", ":path", ":scheme",
	    ":status", "accept", "accept-charset", "accept-encoding", "accept-language",
	    "accept-ranges", "access-control-allow-credentials",
	    "access-control-allow-headers", "access-control-allow-methods",
	    "access-control-allow-origin", "access-control-expose-headers",
	    "access-control-max-age", "access-control-request-headers",
	    "access-control-request-method", "age", "allow", "alt-svc", "auth0-client",
	    "authorization", "cache-control", "cf-cache-status", "cf-ray", "connection",
	    "content-disposition", "content-encoding", "content-language",
	    "content-length", "content-location", "content-range",
	    "content-security-policy", "content-type", "cookie", "correlation-id", "date",
	    "dnt", "dpop", "etag", "expect", "expires", "forwarded", "host",
	    "idempotency-key", "if-match", "if-modified-since", "if-none-match",
	    "if-unmodified-since", "keep-alive", "last-modified", "link", "location",
	    "matched-stub-id", "origin", "postman-token", "pragma", "priority",
	    "proxy-authorization", "range", "referer", "referrer-policy", "retry-after",
	    "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "sec-fetch-dest",
	    "sec-fetch-mode", "sec-fetch-site", "sec-fetch-user", "server",
	    "server-timing", "set-cookie", "strict-transport-security", "te", "tenant",
	    "traceparent", "tracestate", "trailer", "transfer-encoding", "upgrade",
	    "upgrade-insecure-requests", "user-agent", "vary", "via", "www-authenticate",
	    "x-api-key", "x-auth0-requestid", "x-content-type-options",
	    "x-correlation-id", "x-forwarded-for", "x-forwarded-host",
	    "x-forwarded-proto", "x-frame-options", "x-powered-by", "x-ratelimit-limit",
	    "x-ratelimit-remaining", "x-ratelimit-reset", "x-real-ip", "x-request-id",
	    "x-requested-with", "x-xss-protection"};
	size_t i = 0;
	while (i < COUNT(names) &&
	    (strlen(names[i]) != length || strncasecmp(names[i], text, length) != 0))
		i++;
	return i < COUNT(names);
}

/* ---- requests and answers ---- */

bool
http_is_method(const char *text, size_t length)
{
	static const char *const methods[] = {
	    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ANY"};
	return words_have(methods, COUNT(methods), text, length);
}

bool
http_is_status(const char *text, size_t length)
{
	return length == 3 && text[0] >= '1' && text[0] <= '5' &&
	    digits(text, length) == length;
}

/* RFC 9110 section 15 */
bool
http_is_reason(const char *text, size_t length)
{
	static const char *const phrases[] = {"OK", "Created", "Accepted", "No Content",
	    "Moved Permanently", "Found", "See Other", "Not Modified",
	    "Temporary Redirect", "Permanent Redirect", "Bad Request", "Unauthorized",
	    "Payment Required", "Forbidden", "Not Found", "Method Not Allowed",
	    "Not Acceptable", "Request Timeout", "Conflict", "Gone", "Content Too Large",
	    "Payload Too Large", "Unsupported Media Type", "Unprocessable Content",
	    "Unprocessable Entity", "Too Many Requests", "Internal Server Error",
	    "Not Implemented", "Bad Gateway", "Service Unavailable", "Gateway Timeout"};
	return words_have(phrases, COUNT(phrases), text, length);
}

bool
http_is_scheme(const char *text, size_t length)
{
	static const char *const schemes[] = {"http", "https"};
	return words_have(schemes, COUNT(schemes), text, length);
}

bool
http_is_port(const char *text, size_t length)
{
	return length && length <= MOST_PORT && digits(text, length) == length;
}

bool
http_is_measure(const char *text, size_t length)
{
	size_t i = length && *text == '-';
	size_t whole = digits(text + i, length - i);
	i += whole;
	if (whole == 0 || whole > MOST_DIGITS)
		return false;
	if (i == length)
		return true;
	size_t decimals = digits(text + i + 1, length - i - 1);
	return text[i] == '.' && decimals && decimals <= MOST_DECIMALS &&
	    i + 1 + decimals == length;
}

bool
http_is_version(const char *text, size_t length)
{
	size_t i = 0;
	while (i < length && text[i] && strchr(".0123456789", text[i]))
		i++;
	return i == length && length <= MOST_DIGITS;
}

/* ---- the API ---- */

bool
http_is_segment(const char *text, size_t length)
{
	static const char *const segments[] = {".well-known", "api", "authorize",
	    "client-grants", "clients", "connections", "device-credentials", "grants",
	    "introspect", "jwks.json", "logout", "logs", "me", "oauth",
	    "openid-configuration", "organizations", "permissions", "refresh-tokens",
	    "resource-servers", "revoke", "roles", "sessions", "token", "tokens",
	    "userinfo", "users", "v1", "v2"};
	return words_have(segments, COUNT(segments), text, length);
}

bool
http_is_paging(const char *text, size_t length)
{
	static const char *const names[] = {
	    "include_fields", "include_totals", "page", "per_page", "take"};
	return words_have(names, COUNT(names), text, length);
}

bool
http_is_parameter(const char *text, size_t length)
{
	static const char *const names[] = {"audience", "client_id", "fields", "from",
	    "grant_type", "q", "response_type", "scope", "session_id", "sort", "user_id"};
	return http_is_paging(text, length) ||
	    words_have(names, COUNT(names), text, length);
}

bool
http_is_setting(const char *text, size_t length)
{
	static const char *const words[] = {"true", "false"};
	return words_have(words, COUNT(words), text, length) ||
	    (length && length <= MOST_SETTING && digits(text, length) == length);
}
