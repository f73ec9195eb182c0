/*
 * rtok-token, which `rtok token` becomes: the main job of rtok, in which each record is
 * compared with a token that was verified before the first of them is read. Of the token
 * nothing is ever printed but the claims that are compared.
 */
#include "builtin.h"
#include "pair.h"
#include "process.h"
#include "token.h"
#include "verify.h"
#include "versions.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct job {
	struct jws jws;
	struct claims claims;
	struct comparisons checks; /* of the token by itself */
};

/* ---- files ---- */

/* a file, or a little more of it than any may have */
static bool
load(const char *path, const char *code, struct buffer *text, struct refusal *r)
{
	bool from_stdin = strcmp(path, "-") == 0;
	int fd = from_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && buffer_read(text, fd, JWKS_MOST);
	if (!good)
		buffer_reason(refusal_begin(r, code, ""), path);
	if (fd >= 0 && !from_stdin)
		close(fd);
	return good;
}

static const char *
name_of(const char *path)
{
	return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

/* ---- the token ---- */

/* white space around it is that of the file, and none of the token */
static bool
verify(struct job *j, const struct options *o, struct refusal *r)
{
	static const char blanks[] = " \t\r\n";
	struct buffer token = {0}, key = {0};
	bool good = load(o->token, "unreadable", &token, r) &&
	    load(o->jwks ? o->jwks : o->key, "token-key", &key, r);
	const struct key_file file = {
	    key.length ? key.text : "", key.length, o->jwks != NULL};
	size_t begin = 0, end = token.length;
	while (end && memchr(blanks, token.text[end - 1], sizeof blanks - 1))
		end--;
	while (begin < end && memchr(blanks, token.text[begin], sizeof blanks - 1))
		begin++;
	good = good &&
	    token_open(&j->jws, end ? token.text + begin : "", end - begin, &file, r) &&
	    claims_open(&j->claims, &j->jws, o, r);
	free(token.text);
	free(key.text);
	return good;
}

/* ---- what there is to say of it ---- */

static void
tell_refusal(struct run *run, struct refusal *r)
{
	const struct options *o = run->options;
	bool of_key = strcmp(r->code, "token-key") == 0;
	bool forged = strcmp(r->code, "token-signature") == 0;
	const char *file = name_of(!of_key ? o->token : o->jwks ? o->jwks : o->key);
	buffer_add(&r->message, "", 1);
	run_diagnose(run, r->code,
	    (struct diagnostic){.file = file,
		.place = {0, r->line, r->column},
		.message = r->message.text});
	run->tally.lost += !forged;
	if (of_key)
		run_raise(run, STATUS_SCHEMA);
	run_conclude_file(run, file, forged ? VERDICT_INVALID : VERDICT_UNREADABLE);
}

static void
tell_checks(struct run *run, const struct comparisons *checks)
{
	const char *file = name_of(run->options->token);
	bool good = true;
	for (size_t i = 0; i < checks->count; i++) {
		const struct comparison *c = &checks->list[i];
		if (!c->message.length)
			continue;
		good = run_diagnose(run, c->code,
			   (struct diagnostic){.file = file,
			       .severity = c->severity,
			       .message = c->message.text}) != ERROR &&
		    good;
	}
	run_conclude_file(run, file, good ? VERDICT_VALID : VERDICT_INVALID);
}

static bool
begin(struct run *run, void *context)
{
	struct job *j = context;
	struct refusal refusal = {0};
	bool good = verify(j, run->options, &refusal);
	run->tally.files++;
	if (good) {
		claims_check(&j->claims, &j->checks);
		tell_checks(run, &j->checks);
	} else {
		tell_refusal(run, &refusal);
	}
	refusal_free(&refusal);
	return good;
}

/* ---- the record ---- */

static void
add_remark(struct run *run, const char *code, enum severity severity,
    struct jschema_value at, const char *message)
{
	remarks_add(&run->remarks,
	    (struct remark){.code = code,
		.severity = severity,
		.at = at,
		.message = xstrndup(message, strlen(message))});
}

static bool
is_error(const struct run *run, const struct comparison *c)
{
	return c->message.length &&
	    options_severity_of(run->options, code_find(c->code), c->severity) == ERROR;
}

/* the first error of the token by itself, or NULL */
static const struct comparison *
find_fault(const struct run *run, const struct comparisons *checks)
{
	for (size_t i = 0; i < checks->count; i++) {
		if (is_error(run, &checks->list[i]))
			return &checks->list[i];
	}
	return NULL;
}

/* of a user or a session; an application alone has many */
static enum belonging
decide(const struct run *run, const struct comparisons *rows)
{
	enum belonging belonging = BELONGS_UNKNOWN;
	for (size_t i = 0; i < rows->count; i++) {
		const struct comparison *c = &rows->list[i];
		if (is_error(run, c))
			return BELONGS_NOT;
		if (c->ties && c->result == RESULT_MATCH)
			belonging = BELONGS;
	}
	return belonging;
}

/* each that could tie them, and why it does not */
static void
tell_untied(struct run *run, const struct comparisons *rows, struct jschema_value at)
{
	struct buffer b = {0};
	const char *before = "";
	buffer_say(&b, "nothing ties the token to this record (");
	for (size_t i = 0; i < rows->count; i++) {
		const struct comparison *c = &rows->list[i];
		if (!c->ties)
			continue;
		buffer_format(&b, "%s%s: %s", before, c->claim,
		    c->text.length ? c->text.text : result_names[c->result]);
		before = "; ";
	}
	buffer_say(&b, ")");
	buffer_add(&b, "", 1);
	add_remark(run, "empty", ERROR, at, b.text);
	free(b.text);
}

/* false where that says nothing */
static bool
compare(struct run *run, const struct subject *subject, struct job *j)
{
	struct comparisons rows = {0};
	claims_compare(&j->claims, subject->value, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		const struct comparison *c = &rows.list[i];
		if (c->message.length)
			add_remark(run, c->code, c->severity, c->at, c->message.text);
	}
	const struct pair pair = {.claims = &j->claims,
	    .file = run->stream.input->name,
	    .number = run->number,
	    .pointer = subject->pointer,
	    .checks = &j->checks,
	    .rows = &rows,
	    .fault = find_fault(run, &j->checks),
	    .belonging = decide(run, &rows)};
	pair_print(run, &pair);
	if (pair.belonging == BELONGS_UNKNOWN)
		tell_untied(run, &rows, subject->value);
	comparisons_free(&rows);
	return pair.belonging != BELONGS_UNKNOWN;
}

/* what there is in place of one token, and how to choose one of it */
static void
tell_several(struct run *run, const struct subject *subject)
{
	const struct shape *shape = subject->shape;
	size_t count = jschema_count(shape_rows(shape, subject->value));
	struct buffer b = {0};
	buffer_format(&b, "expected one refresh token to compare with, got %zu in %s",
	    count, shape->noun);
	if (count && !subject->embedded) {
		buffer_say(&b, "; --at chooses, as in ");
		buffer_safe(&b, subject->pointer, strlen(subject->pointer));
		buffer_format(&b, "%s%s/0", *shape->rows ? "/" : "", shape->rows);
	}
	buffer_add(&b, "", 1);
	add_remark(run, "empty", ERROR, subject->value, b.text);
	free(b.text);
}

/* what is no answer of the API is told by the main job */
static bool
look(struct run *run, const struct subject *subject, void *context)
{
	if (subject->shape->code)
		return true;
	if (!subject->shape->rows)
		return compare(run, subject, context);
	tell_several(run, subject);
	return false;
}

/* ---- the command ---- */

static enum status
print_version(void)
{
	struct buffer text = {0};
	versions_say(&text);
	buffer_format(
	    &text, "libjwt %s\nOpenSSL %s\n", token_library(), verify_library());
	return sink_print(&text);
}

int
main(int argc, char **argv)
{
	struct options options;
	struct job job = {0};
	const struct guest guest = {begin, look, &job};
	options_parse(&options, argc, argv);
	if (options.command != COMMAND_TOKEN)
		die(STATUS_USAGE, "rtok-token is what rtok token runs");
	enum status status =
	    options.version ? print_version() : process(&options, &guest);
	comparisons_free(&job.checks);
	claims_close(&job.claims);
	jws_free(&job.jws);
	builtin_free();
	return (int)status;
}
