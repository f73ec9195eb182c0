/*
 * The groups of a folder in the format of the official JSON Schema Test Suite: each is a
 * schema and the values it is asked about. As there, the files below optional/format
 * assert "format" and all others do not.
 */
#ifndef TEST_GROUPS_H
#define TEST_GROUPS_H

#include "jschema.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct group {
	char *file;
	char *text; /* of the whole file, which groups share */
	size_t offset;
	bool assert_format;
};

static struct group *groups;
static size_t group_count, text_count;
static char *texts[1024];

static inline void
give_up(const char *path, const char *why)
{
	fprintf(stderr, "%s: %s\n", path, why);
	exit(1);
}

static inline char *
copy(const char *text)
{
	char *own = malloc(strlen(text) + 1);
	if (!own)
		give_up(text, "out of memory");
	return strcpy(own, text);
}

static inline char *
read_file(const char *path, size_t *length)
{
	FILE *f = fopen(path, "rb");
	size_t capacity = 1 << 20, n = 0;
	char *text = malloc(capacity);
	if (!f || !text || text_count == sizeof texts / sizeof *texts)
		give_up(path, "cannot be read");
	while ((n = fread(text + *length, 1, capacity - *length, f)) > 0) {
		*length += n;
		if (*length == capacity && !(text = realloc(text, capacity *= 2)))
			give_up(path, "out of memory");
	}
	fclose(f);
	text[*length] = '\0';
	texts[text_count++] = text;
	return text;
}

static inline void
add_groups(const char *path, bool assert_format)
{
	size_t length = 0;
	struct jschema_error error;
	char *text = read_file(path, &length);
	struct jschema_document *d = jschema_document_new();
	struct jschema_item item;
	if (!d || !jschema_document_read(d, text, length, NULL, NULL, &error))
		give_up(path, error.text);
	if (!jschema_first(jschema_root(d), &item))
		give_up(path, "holds no cases");
	do {
		groups = realloc(groups, (group_count + 1) * sizeof *groups);
		if (!groups)
			give_up(path, "out of memory");
		groups[group_count++] = (struct group){
		    copy(path), text, jschema_offset(item.value), assert_format};
	} while (jschema_next(&item));
	jschema_document_free(d);
}

static inline int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* the files of one folder, by name; a folder that is not there has none */
static inline void
add_folder(const char *root, const char *folder, bool assert_format)
{
	char path[4096], *names[256];
	size_t count = 0;
	snprintf(path, sizeof path, "%s%s", root, folder);
	DIR *dir = opendir(path);
	for (struct dirent *e; dir && (e = readdir(dir));) {
		const char *dot = strrchr(e->d_name, '.');
		if (dot && strcmp(dot, ".json") == 0 && count < 256)
			names[count++] = copy(e->d_name);
	}
	if (dir)
		closedir(dir);
	qsort(names, count, sizeof *names, compare);
	for (size_t i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s%s/%s", root, folder, names[i]);
		add_groups(path, assert_format);
		free(names[i]);
	}
}

/* ---- a group ---- */

/* the value in a text of its own, as a schema needs it to be its document's root */
static inline struct jschema_document *
read_value(const struct group *g, struct jschema_value v)
{
	struct jschema_document *d = jschema_document_new();
	const char *text = g->text + jschema_offset(v);
	size_t end;
	ck_assert_ptr_nonnull(d);
	ck_assert(jschema_document_read(d, text, strlen(text), NULL, &end, NULL));
	return d;
}

static inline struct jschema_value
member(struct jschema_value object, const char *name)
{
	return jschema_member(object, name, strlen(name));
}

static inline const char *
description(struct jschema_value v, char *buffer, size_t size)
{
	size_t length = 0;
	const char *text = jschema_text(member(v, "description"), &length);
	jschema_escape(text, length, buffer, size);
	return buffer;
}

static inline void
add_suite(const char *root)
{
	add_folder(root, "", false);
	add_folder(root, "/optional", false);
	add_folder(root, "/optional/format", true);
	if (group_count == 0)
		give_up(root, "holds no cases; run this from the top of the source tree");
}

static inline void
free_groups(void)
{
	for (size_t i = 0; i < group_count; i++)
		free(groups[i].file);
	for (size_t i = 0; i < text_count; i++)
		free(texts[i]);
	free(groups);
	groups = NULL;
	group_count = text_count = 0;
}

#endif
