/*
 * Any words as a command line, one on each line of the input, where a byte beyond ASCII
 * stands for the name of an option, and a control character for a command.
 */
#include "../../cmd/help.h"
#include "../../cmd/options.h"
#include "command.h"
#include "demand.h"

struct words {
	char *items[64];
	int count;
};

static enum status
parse(void *context)
{
	const struct words *words = context;
	struct options options;
	options_parse(&options, words->count, (char **)(uintptr_t)words->items);
	demand(options.command < COMMANDS);
	demand(options.operand_count < (size_t)words->count);
	demand(options.report_count <= MOST_REPORTS && options.at_count <= MOST_POINTERS);
	return STATUS_GOOD;
}

/* the lines of a text become words; it is changed */
static void
split(struct words *words, char *text)
{
	static char name[] = "rtok";
	words->items[words->count++] = name;
	while (words->count + 1 < (int)COUNT(words->items)) {
		words->items[words->count++] = text;
		text = strchr(text, '\n');
		if (!text)
			break;
		*text++ = '\0';
	}
	words->items[words->count] = NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct words words = {.count = 0};
	struct buffer text = {0};
	struct ran ran;
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] >= 0x80)
			buffer_format(&text, "--%s",
			    option_rows[(bytes[i] - 0x80U) % option_row_count].name);
		else if (bytes[i] < COMMANDS)
			buffer_say(&text, command_rows[bytes[i]].name);
		else
			buffer_add(&text, (const char *)&bytes[i], 1);
	}
	buffer_add(&text, "", 1);
	split(&words, text.text);
	command_do(&ran, parse, &words, "", 0);
	demand(ran.status == STATUS_GOOD || ran.status == STATUS_USAGE);
	demand((ran.status == STATUS_USAGE) == (ran.err.length > 0));
	ran_free(&ran);
	free(text.text);
	return 0;
}
