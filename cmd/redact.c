/*
 * A copy of a document in which is masked what nobody should see. A mask has the type of
 * what it stands for, so the copy has the same values in the same order, and whatever is
 * told of a value can be told in the words of the copy. Strings that hold JSON are walked
 * through as well.
 */
#include "redact.h"

#include "base64.h"
#include "findings.h"
#include "harmless.h"
#include "jose.h"
#include "normal.h"
#include "percent.h"
#include "redact_url.h"
#include "secret_broken.h"
#include "secrets.h"
#include "stream.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_LEVELS = 8,  /* of JSON in strings of JSON */
	LEAST_NUMBER = 8, /* digits of one that is a secret wherever it stands in one */
};

static enum redaction mode;
static const char TOKEN[] = "[JWT]", SECRET[] = "[secret]"; /* where nothing is printed */

/* a way through a document */
struct walk {
	struct redacted *redacted;
	const char *text;
	struct buffer *out; /* the masked text, as far as `done` */
	size_t done;
	bool is_schema;
	unsigned level;
	unsigned depth; /* of what stands in each other, in all levels together */
	struct jschema_value outer; /* the string that all of it stands in; or no value */
};

/* where it is told that something is found */
static struct jschema_value
outermost(const struct walk *w, struct jschema_value at)
{
	return w->outer.document ? w->outer : at;
}

/* all that is not known to be harmless */
static bool
masks_all(const struct walk *w)
{
	return mode == REDACT_FULL && !w->is_schema;
}

/* ---- one string ---- */

/* a token without its signature signs nobody in; two that stood together have two masks
 */
static bool
is_spent(const struct jose *j)
{
	const char *at = j->signature;
	size_t left = j->signature_length;
	while (left >= MASK_LENGTH && mask_is(at, MASK_LENGTH)) {
		at += MASK_LENGTH;
		left -= MASK_LENGTH;
	}
	return j->signature_length && left == 0;
}

/* and the text that it stands in, which may be percent-encoded, up to its end */
static void
add_token(struct buffer *masked, const struct jose *j, const char *text, const char *end)
{
	bool only_signature = mode == REDACT_SIGNATURE && !j->encrypted;
	if (mode != REDACT_FULL && is_spent(j)) {
		buffer_add(masked, text, (size_t)(end - text));
	} else if (mode == REDACT_NOT) {
		buffer_say(masked, TOKEN);
	} else if (only_signature) {
		size_t before = j->length - j->signature_length;
		const char *signature = percent_skip(text, end, before);
		buffer_add(masked, text, (size_t)(signature - text));
		if (j->signature_length)
			mask_add(masked, j->signature, j->signature_length, MASK_USUAL);
	} else {
		mask_add(masked, j->text, j->length, MASK_USUAL);
	}
}

static void
add_secret(struct buffer *masked, const char *text, size_t length)
{
	if (mode == REDACT_NOT)
		buffer_say(masked, SECRET);
	else
		mask_add(masked, text, length, MASK_SECRET);
}

/* Adds a text with its tokens masked. They are sought as they are when decoded. */
static void
mask_tokens(struct walk *w, struct jschema_value at, const char *text, size_t length,
    struct buffer *masked)
{
	const char *end = text + length;
	struct buffer plain = {0};
	struct jose j;
	size_t found = 0, done = 0;
	percent_decode(&plain, text, length);
	while (jose_find(plain.text + done, plain.length - done, &j)) {
		size_t start = (size_t)(j.text - plain.text);
		const char *token = percent_skip(text, end, start - done);
		const char *behind = percent_skip(token, end, j.length);
		buffer_add(masked, text, (size_t)(token - text));
		add_token(masked, &j, token, behind);
		if (!is_spent(&j) && found++ == 0)
			findings_add_token(w->redacted, outermost(w, at), &j);
		text = behind;
		done = start + j.length;
	}
	buffer_add(masked, text, (size_t)(end - text));
	free(plain.text);
}

/* what a member has that has a name for secrets, and what is no token in whole is one */
static void
mask_secret(struct walk *w, struct jschema_value at, const struct place *place,
    const char *text, size_t length, struct buffer *masked)
{
	int64_t seconds;
	uint32_t nanoseconds;
	struct jose unused;
	if (secrets_is_stand_in(place->secret, text, length) ||
	    (place->inherited &&
		jschema_date_time(text, length, &seconds, &nanoseconds))) {
		buffer_add(masked, text, length);
	} else if (jose_is(text, length, &unused)) {
		mask_tokens(w, at, text, length, masked);
	} else {
		bool told = !secrets_is_word(text, length) &&
		    (!place->inherited || secrets_expected(text, length));
		if (told)
			findings_add_secret(w->redacted, outermost(w, at), place->secret);
		if (told || !w->is_schema)
			add_secret(masked, text, length);
		else
			buffer_add(masked, text, length);
	}
}

static void walk(struct walk *, struct jschema_value, const struct place *);

static void
finish(struct walk *w, size_t length)
{
	buffer_add(w->out, w->text + w->done, length - w->done);
}

/* Adds a text that is not looked into: what may have a secret in it is one. */
static void
mask_whole(struct walk *w, struct jschema_value at, const char *text, size_t length,
    struct buffer *masked)
{
	bool may = secrets_may_be_in(text, length);
	if (may)
		findings_add_secret(w->redacted, outermost(w, at), NULL);
	if (may || masks_all(w))
		add_secret(masked, text, length);
	else
		buffer_add(masked, text, length);
}

/* how deep a text may be: all that is walked through stands on one stack */
static unsigned
depth_left(const struct walk *w)
{
	unsigned most = JSCHEMA_GREATEST_DEPTH, left = 1; /* 0 would be the usual */
	if (w->depth < most)
		left = most - w->depth;
	return left < JSCHEMA_MAX_DEPTH ? left : JSCHEMA_MAX_DEPTH;
}

/* Adds values of JSON with what is in them masked; false where there is anything else. */
static bool
mask_values(struct walk *w, struct jschema_document *d, const struct place *place,
    size_t length, struct jschema_error *error)
{
	const struct jschema_read_options options = {.max_depth = depth_left(w)};
	bool unused, good = true;
	size_t from = 0, end;
	while (good && (from = separators_end(w->text, from, length, &unused)) < length) {
		good = jschema_document_read(
		    d, w->text + from, length - from, &options, &end, error);
		if (good)
			walk(w, jschema_root(d), place);
		from += good ? end : 0;
	}
	finish(w, length);
	return good;
}

/* Whether a text is JSON; adds it with what is in it masked. */
static bool
mask_json(struct walk *outer, struct jschema_value at, const struct place *place,
    const char *text, size_t length, struct buffer *masked)
{
	struct jschema_error error = {.code = JSCHEMA_OK};
	struct jschema_document *d = jschema_document_new();
	size_t before = masked->length, found = outer->redacted->finding_count;
	struct walk w = {.redacted = outer->redacted,
	    .text = text,
	    .out = masked,
	    .is_schema = outer->is_schema,
	    .level = outer->level + 1,
	    .depth = outer->depth,
	    .outer = outermost(outer, at)};
	const struct place root = {.closed = place->closed};
	bool good = d && mask_values(&w, d, &root, length, &error);
	bool deep = error.code == JSCHEMA_DEPTH || (good && outer->level == MOST_LEVELS);
	if (!good || deep) {
		masked->length = before;
		findings_forget(outer->redacted, found);
	}
	if (deep)
		mask_whole(outer, at, text, length, masked);
	jschema_document_free(d);
	return good || deep;
}

/* Whether a text is JSON that may hold what it is worth to look into; adds it so. */
static bool
mask_text(struct walk *w, struct jschema_value at, const struct place *place,
    const char *text, size_t length, struct buffer *masked)
{
	static const char mark[] = "\xef\xbb\xbf";
	bool unused;
	size_t from = strncmp(text, mark, sizeof mark - 1) == 0 ? sizeof mark - 1 : 0;
	size_t start = separators_end(text, from, length, &unused);
	if (start == length || !text[start] || !strchr("{[\"", text[start]))
		return false;
	buffer_add(masked, text, from);
	if (mask_json(w, at, place, text + from, length - from, masked))
		return true;
	masked->length -= from;
	return false;
}

/* of a text that is no JSON */
static bool
has_secrets(const struct buffer *b)
{
	return secrets_are_set_in(b->text, b->length) ||
	    secret_in_broken(b->text, b->length);
}

/*
 * Whether a text is base64 of what is masked in it, which is added in base64 again, as a
 * mask is base64, too.
 */
static bool
mask_base64(struct walk *w, struct jschema_value at, const struct place *place,
    const char *text, size_t length, struct buffer *masked)
{
	struct buffer bytes = {0}, inside = {0};
	bool good = base64_decode(&bytes, text, length) && bytes.length;
	if (good && mask_json(w, at, place, bytes.text, bytes.length, &inside)) {
		if (word_is(&(struct word){inside.text, inside.length}, bytes.text,
			bytes.length))
			buffer_add(masked, text, length);
		else
			base64_encode(masked, inside.text, inside.length);
	} else if (good) {
		mask_tokens(w, at, bytes.text, bytes.length, &inside);
		bool set = has_secrets(&inside);
		if (set)
			findings_add_secret(w->redacted, outermost(w, at), NULL);
		good = set || inside.length != bytes.length ||
		    memcmp(inside.text, bytes.text, bytes.length) != 0;
		if (good)
			add_secret(masked, text, length);
	}
	free(bytes.text);
	free(inside.text);
	return good;
}

/*
 * Whether a text is a URL or a form (RFC 3986 section 3.4, RFC 6749 appendix B), of which
 * only those parameters are masked that have secrets.
 */
static bool
mask_parameters(struct buffer *masked)
{
	struct buffer out = {0};
	const char *at = masked->text, *end = at + masked->length;
	while (at<end && * at> ' ' && !strchr("\"'<>\\^`{|}", *at))
		at++;
	bool good = at == end;
	for (at = masked->text; good && at < end;) {
		const char *behind = at, *sign;
		while (behind < end && !strchr("?&#", *behind))
			behind++;
		sign = memchr(at, '=', (size_t)(behind - at));
		if (sign && secrets_are_set_in(at, (size_t)(behind - at))) {
			buffer_add(&out, at, (size_t)(sign + 1 - at));
			add_secret(&out, sign + 1, (size_t)(behind - sign - 1));
		} else {
			buffer_add(&out, at, (size_t)(behind - at));
		}
		if (behind < end)
			buffer_add(&out, behind++, 1);
		at = behind;
	}
	good = good && !secrets_are_set_in(out.text, out.length);
	struct buffer before = *masked;
	if (good)
		*masked = out;
	free(good ? before.text : out.text);
	return good;
}

/* no name tells what a value of a schema is, or a name in it; only its form does */
static bool
has_form_of_secret(const struct walk *w, const char *text, size_t length)
{
	return w->is_schema &&
	    (secrets_is_opaque(text, length) ||
		(mode == REDACT_FULL && secrets_expected(text, length)));
}

/* Adds what stands in the place of the characters of a value, or of a name (NULL). */
static void
mask_characters(struct walk *w, struct jschema_value at, const struct place *place,
    const char *text, size_t length, struct buffer *masked)
{
	bool all = masks_all(w) &&
	    !(place ? harmless_is(place, JSCHEMA_STRING, text, length)
		    : harmless_as_name(text, length));
	if (has_form_of_secret(w, text, length)) {
		add_secret(masked, text, length);
		return;
	}
	if (place && place->secret)
		mask_secret(w, at, place, text, length, masked);
	else if (place && mask_text(w, at, place, text, length, masked))
		return;
	else if (place && place->base64 &&
	    mask_base64(w, at, place, text, length, masked))
		return;
	else
		mask_tokens(w, at, text, length, masked);
	bool set = has_secrets(masked);
	if (set)
		findings_add_secret(w->redacted, outermost(w, at), NULL);
	if (set && !all && !mask_parameters(masked)) {
		masked->length = 0;
		add_secret(masked, text, length);
	}
	if (!all)
		return;
	/* without the tokens in it */
	struct buffer before = *masked;
	*masked = (struct buffer){0};
	if (!place)
		mask_add(masked, text, length, MASK_USUAL);
	else if (!redact_url(masked, place, text, length) &&
	    (set || !harmless_words(masked, place, before.text, before.length)))
		mask_add(masked, text, length, harmless_form(place));
	free(before.text);
}

/* ---- all of them ---- */

static void
add_span(struct redacted *r, size_t start, size_t end)
{
	if (r->span_count == r->span_capacity) {
		r->span_capacity = r->span_capacity * 2 + 16;
		r->spans = xrealloc(r->spans, r->span_capacity, sizeof *r->spans);
	}
	r->spans[r->span_count++] = (struct span){start, end};
}

/* Leaves out what is to be replaced. */
static void
cut(struct walk *w, const char *raw, size_t length)
{
	size_t start = (size_t)(raw - w->text);
	buffer_add(w->out, w->text + w->done, start - w->done);
	w->done = start + length;
	if (w->level == 0)
		add_span(w->redacted, start, w->done);
}

/* of a usual name the place is NULL */
static void
walk_string(struct walk *w, struct jschema_value v, const struct place *place)
{
	struct buffer masked = {0};
	size_t raw_length, length;
	const char *raw = jschema_text(v, &raw_length);
	char *text = normal_characters(v, &length);
	if (length)
		mask_characters(w, v, place, text, length, &masked);
	if (masked.length != length ||
	    (length && memcmp(masked.text, text, length) != 0)) {
		cut(w, raw, raw_length);
		normal_add(w->out, masked.text, masked.length);
	}
	free(text);
	free(masked.text);
}

static void
walk_number(struct walk *w, struct jschema_value v, const struct place *place)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	/* what others get as a mask; and no name tells what the value of a schema is */
	if ((length == 1 && *text == '0') || w->is_schema)
		return;
	if (place->secret && !(place->inherited && length < LEAST_NUMBER))
		findings_add_secret(w->redacted, outermost(w, v), place->secret);
	else if (!masks_all(w) || harmless_is(place, JSCHEMA_NUMBER, text, length))
		return;
	cut(w, text, length);
	buffer_say(w->out, "0");
}

/* a name in what is a secret may be one, too */
static bool
may_be_secret(const struct place *place, struct jschema_value key)
{
	size_t length;
	if (!place->secret)
		return false;
	char *text = normal_characters(key, &length);
	bool may = secrets_expected(text, length);
	free(text);
	return may;
}

static void
walk_object(struct walk *w, struct jschema_value v, const struct place *place)
{
	const struct company company = way_company(place, v);
	struct jschema_item item;
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		walk_string(w, item.key, may_be_secret(place, item.key) ? place : NULL);
		const struct place member = way_to_member(&company, item.key);
		walk(w, item.value, &member);
	}
}

static void
walk_array(struct walk *w, struct jschema_value v, const struct place *place)
{
	struct jschema_value before = {NULL, 0};
	struct jschema_item item;
	size_t i = 0;
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		const struct place element =
		    way_to_element(place, i++, before, item.value);
		walk(w, item.value, &element);
		before = item.value;
	}
}

static void
walk(struct walk *w, struct jschema_value v, const struct place *place)
{
	w->depth++;
	switch (jschema_kind(v)) {
	case JSCHEMA_STRING:
		walk_string(w, v, place);
		break;
	case JSCHEMA_NUMBER:
		walk_number(w, v, place);
		break;
	case JSCHEMA_OBJECT:
		walk_object(w, v, place);
		break;
	case JSCHEMA_ARRAY:
		walk_array(w, v, place);
		break;
	default:
		break;
	}
	w->depth--;
}

/* ---- the public door ---- */

void
redact_open(enum redaction redaction, const char *key_file)
{
	mode = redaction;
	if (mode != REDACT_NOT)
		mask_open(key_file);
}

struct jschema_value
redact_printed(struct jschema_value v)
{
	return mode == REDACT_NOT ? v : jschema_told(v);
}

static void
look(struct walk w, struct jschema_document *d, size_t length, const char *secret)
{
	struct redacted *r = w.redacted;
	const struct jschema_read_options options = {.max_depth = JSCHEMA_GREATEST_DEPTH};
	struct jschema_error error;
	redacted_clear(r);
	if (!masks_all(&w) && !w.is_schema && !secret &&
	    !secrets_may_be_in(w.text, length))
		return;
	w.out = &r->text;
	const struct place root = {.secret = secret};
	walk(&w, jschema_root(d), &root);
	finish(&w, length);
	if (r->span_count == 0)
		return;
	if (!r->document)
		r->document = jschema_document_new();
	if (!r->document ||
	    !jschema_document_read(
		r->document, r->text.text, r->text.length, &options, NULL, &error) ||
	    !jschema_tell_as(d, r->document))
		die(STATUS_INPUT, "a document cannot be masked: %s",
		    r->document ? error.text : "out of memory");
}

void
redact(struct redacted *r, struct jschema_document *d, const char *text, size_t length)
{
	look((struct walk){.redacted = r, .text = text}, d, length, NULL);
}

void
redact_hidden(
    struct redacted *r, struct jschema_document *d, const char *text, size_t length)
{
	look((struct walk){.redacted = r, .text = text}, d, length, "");
}

void
redact_schema(
    struct redacted *r, struct jschema_document *d, const char *text, size_t length)
{
	const struct walk w = {.redacted = r, .text = text, .is_schema = true};
	look(w, d, length, NULL);
}

void
redact_all(struct buffer *out, const char *text, size_t length)
{
	const struct jschema_read_options options = {.max_depth = JSCHEMA_GREATEST_DEPTH};
	struct redacted r = {.document = NULL};
	struct jschema_document *d = jschema_document_new();
	size_t done = 0, end;
	while (d && done < length) {
		/* a byte between two documents */
		if (!jschema_document_read(
			d, text + done, length - done, &options, &end, NULL)) {
			buffer_add(out, text + done++, 1);
			continue;
		}
		redact(&r, d, text + done, end);
		if (r.span_count)
			buffer_add(out, r.text.text, r.text.length);
		else
			buffer_add(out, text + done, end);
		done += end;
	}
	jschema_document_free(d);
	redacted_free(&r);
}
