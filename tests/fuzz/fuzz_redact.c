/*
 * Any JSON with secrets in it: in the input $JWT stands for a signed token, and
 * "refresh_token":"$RT" is one that tells nothing of itself. No part of either gets
 * through, on the way out or in what is told; a masked document has the form that it had;
 * and masking it again changes nothing.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "../../lib/document.h"
#include "command.h"
#include "demand.h"

#include <sys/mman.h>
#include <unistd.h>

enum { SLICE = 10, USUAL = 18 /* bytes that many a payload begins with */ };

static const char jwt[] = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9."
			  "eyJzdWIiOiJhdXRoMHw1MDdmMWY3N2JjZjg2Y2Q3OTk0MzkwMTEifQ."
			  "Zq3vTn8KpX1cYwR5uJbD0sLgHa7eMfQ2iVxOzBtNkPrWyCjUdEhG";
static const char full[] = "--redact=full";
static const char opaque[] = "v1.MTkYq7Zc0vWb5nJx2RgTfL8sKpDhUeAo3iXyBzQw";

/*
 * Of 20 bytes in a row, ten stand at a multiple of ten. They are compared by hand, for
 * libFuzzer puts into its next inputs what it sees memmem() look for.
 */
static void
demand_hidden(const struct buffer *text, const char *secret)
{
	for (size_t part = 0; part + SLICE <= strlen(secret); part += SLICE) {
		for (size_t i = 0; i + SLICE <= text->length; i++) {
			size_t same = 0;
			while (
			    same < SLICE && text->text[i + same] == secret[part + same])
				same++;
			demand(same < SLICE);
		}
	}
}

/* the secrets in their places */
static void
put_secrets(struct buffer *b, const char *text, size_t length)
{
	static const struct {
		const char *mark;
		const char *before;
		const char *secret;
		const char *behind;
	} marks[] = {{"$JWT", "", jwt, ""},
	    {"\"refresh_token\":\"$RT\"", "\"refresh_token\":\"", opaque, "\""}};
	for (size_t i = 0, step; i < length; i += step) {
		size_t k = 0;
		while (k < COUNT(marks) &&
		    (length - i < strlen(marks[k].mark) ||
			memcmp(text + i, marks[k].mark, strlen(marks[k].mark)) != 0))
			k++;
		step = k < COUNT(marks) ? strlen(marks[k].mark) : 1;
		if (k == COUNT(marks)) {
			buffer_add(b, text + i, 1);
			continue;
		}
		buffer_say(b, marks[k].before);
		buffer_say(b, marks[k].secret);
		buffer_say(b, marks[k].behind);
	}
}

/* the file of a key of the masks, so that they are the same each time */
static const char *
key_file(void)
{
	static const char key[] = "this key is none for anything but tests";
	static char name[64];
	if (!name[0]) {
		int fd = memfd_create("key", 0);
		demand(fd >= 0 && write(fd, key, sizeof key) == sizeof key);
		snprintf(name, sizeof name, "/dev/fd/%d", fd);
	}
	return name;
}

static void
mask(struct ran *ran, const char *how, const struct buffer *text)
{
	/* without its signature a token is only what it says */
	const char *of_jwt = how == full ? strchr(jwt, '.') + USUAL : strrchr(jwt, '.');
	command_run(ran,
	    (const char *const[]){"rtok", "format", "-j1", how, "--redact-key",
		key_file(), "--keep-invalid", "--sort", "none", "--compact", NULL},
	    text->text ? text->text : "", text->length);
	demand(ran->status <= STATUS_INPUT && ran->status != STATUS_USAGE);
	demand_hidden(&ran->out, of_jwt);
	demand_hidden(&ran->err, of_jwt);
	demand_hidden(&ran->out, opaque);
	demand_hidden(&ran->err, opaque);
}

static struct jschema_document *
read_one(const struct buffer *text)
{
	struct jschema_document *d = jschema_document_new();
	demand(d != NULL);
	jschema_document_read(d, text->text, text->length, NULL, NULL, NULL);
	return d;
}

static void
compare_forms(const struct buffer *before, const struct buffer *behind)
{
	struct jschema_document *a = read_one(before), *b = read_one(behind);
	demand(a->count == b->count || a->count == 0);
	for (uint32_t i = 0; i < a->count; i++)
		demand(((a->nodes[i].about ^ b->nodes[i].about) &
			   (KIND_MASK | NODE_KEY)) == 0);
	jschema_document_free(a);
	jschema_document_free(b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *how = length % 2 ? full : "--redact=signature";
	struct buffer text = {0};
	struct ran once, twice;
	put_secrets(&text, length ? (const char *)bytes : "", length);
	mask(&once, how, &text);
	if (once.status <= STATUS_INVALID && once.out.length) {
		compare_forms(&text, &once.out);
		mask(&twice, how, &once.out);
		demand(twice.out.length == once.out.length &&
		    memcmp(twice.out.text, once.out.text, once.out.length) == 0);
		ran_free(&twice);
	}
	ran_free(&once);
	free(text.text);
	return 0;
}
