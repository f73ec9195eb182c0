/*
 * Writes what grows in one way and in no other:
 *   growth KIND COUNT           to stdout
 *   growth files COUNT FOLDER   COUNT files into a new folder
 * A kind is a text in front, a member for each number, and texts behind.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* in a member "@" is its number and "&" the next one's */
static const struct kind {
	const char *name;
	const char *start, *member, *between;
	const char *close; /* as many of them behind all members */
	const char *end;
	int lines; /* more than one document, all the same */
} kinds[] = {
    {"array", "[",
	"{\"id\":\"rt_@\",\"user_id\":\"auth0|&\",\"rotating\":true,\"created_at\":"
	"\"2026-03-01T10:00:00Z\",\"session_id\":null}",
	",", "", "]", 1},
    {"faults", "[", "{\"id\":@}", ",", "", "]", 1},
    {"envelopes", "[", "{\"data\":{\"id\":\"@\",\"client_id\":\"&\"}}", ",", "", "]", 1},
    {"members", "{", "\"key@\":&", ",", "", "}", 10},
    {"nesting", "", "[", "", "]", "", 1000},
    {"components", "{\"openapi\":\"3.1.0\",\"components\":{\"schemas\":{",
	"\"C@\":{\"type\":\"object\",\"description\":\"component @ of many\","
	"\"properties\":{\"id\":{\"type\":\"string\",\"minLength\":1},\"name\":{\"type\":["
	"\"string\",\"null\"]},\"next\":{\"$ref\":\"#/components/schemas/C&\"},\"tags\":{"
	"\"type\":\"array\",\"items\":{\"enum\":[\"a\",\"b\",\"c\"]}}},\"required\":["
	"\"id\"],\"additionalProperties\":false}",
	",", "", "}}}", 1},
    {"resources", "{\"$ref\":\"r0\",\"$defs\":{",
	"\"R@\":{\"$id\":\"r@\",\"y\":{\"z\":false},\"properties\":{\"n\":{\"$ref\":\"r&"
	"\"},\"m\":{\"$ref\":\"#/y/z\"}}}",
	",", "", "}}", 1},
    {"warnings", "{\"properties\":{", "\"p@\":{\"pattern\":\"^\\\\-a@$\"}", ",", "", "}}",
	1},
};

static void
put_member(FILE *file, const char *text, long number, long count)
{
	for (; *text; text++) {
		if (*text == '@' || *text == '&')
			fprintf(file, "%ld", (number + (*text == '&')) % count);
		else
			putc(*text, file);
	}
}

static void
put_document(const struct kind *kind, long count)
{
	fputs(kind->start, stdout);
	for (long i = 0; i < count; i++) {
		put_member(stdout, kind->member, i, count);
		if (i + 1 < count)
			fputs(kind->between, stdout);
	}
	for (long i = 0; i < count; i++)
		fputs(kind->close, stdout);
	puts(kind->end);
}

static int
put_files(long count, const char *folder)
{
	const struct kind *kind = kinds; /* an element of an array */
	if (mkdir(folder, 0777) != 0 || chdir(folder) != 0) {
		perror(folder);
		return 1;
	}
	for (long i = 0; i < count; i++) {
		char name[32];
		snprintf(name, sizeof name, "%06ld.json", i);
		FILE *file = fopen(name, "w");
		if (file)
			put_member(file, kind->member, i, count);
		if (!file || fclose(file) != 0) {
			perror(name);
			return 1;
		}
	}
	return 0;
}

int
main(int argc, char **argv)
{
	long count = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	if (argc == 4 && count > 0 && strcmp(argv[1], "files") == 0)
		return put_files(count, argv[3]);
	for (size_t i = 0; count > 0 && i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(argv[1], kinds[i].name) == 0) {
			for (int line = 0; line < kinds[i].lines; line++)
				put_document(&kinds[i], count);
			return fflush(stdout) == 0 ? 0 : 1;
		}
	}
	return 2;
}
