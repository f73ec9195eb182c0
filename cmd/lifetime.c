/* How much of a refresh token's lifetime is used, in words and as a bar. */
#include "lifetime.h"

#include "clock.h"
#include "columns.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_BAR = 20 };

static struct jschema_value
member(struct jschema_value v, const char *name)
{
	return jschema_member(v, name, strlen(name));
}

/* the share of a span that is over; the span is at most that of the years 0 to 9999 */
static int
percent_of(int64_t begin, int64_t end, int64_t now)
{
	if (now >= end)
		return 100;
	if (now <= begin)
		return 0;
	return (int)((now - begin) * 100 / (end - begin));
}

struct lifetime
lifetime_of(struct jschema_value token, int64_t now)
{
	struct jschema_value idles = member(token, "idle_expires_at");
	struct jschema_value ends = member(token, "expires_at");
	int64_t idle = INT64_MAX, end = INT64_MAX, begin;
	bool has_idle = clock_instant(idles, &idle), has_end = clock_instant(ends, &end);
	bool idle_first = has_idle && idle < end;
	struct lifetime l = {.state = "-",
	    .end = idle_first || !ends.document ? idles : ends,
	    .end_name = idle_first ? "idle_expires_at" : "expires_at",
	    .percent = -1};
	if (end <= now)
		l.state = "expired", l.color = "red";
	else if (idle <= now)
		l.state = "idle", l.color = "yellow";
	else if (has_idle || has_end)
		l.state = "active", l.color = "green";
	else if (ends.document || idles.document)
		l.state = "no end", l.color = "green";
	if ((has_idle || has_end) && clock_instant(member(token, "created_at"), &begin))
		l.percent = percent_of(begin, idle_first ? idle : end, now);
	return l;
}

static void
add_bar(struct buffer *b, int percent, size_t columns)
{
	bool blocks = columns_beyond_ascii();
	size_t used = columns * (size_t)percent / 100;
	buffer_say(b, blocks ? "" : "[");
	for (size_t i = 0; i < columns; i++) {
		if (blocks)
			buffer_say(b, i < used ? "\u2588" : "\u2591");
		else
			buffer_say(b, i < used ? "#" : ".");
	}
	buffer_say(b, blocks ? " " : "] ");
}

static void
add_words(struct buffer *b, const struct lifetime *l, int64_t now)
{
	int64_t end;
	char distance[CLOCK_WORDS];
	buffer_say(b, l->state);
	if (!clock_instant(l->end, &end))
		return;
	clock_relative(end, now, false, distance);
	buffer_format(b, ", %s %s", l->end_name, distance);
}

void
lifetime_print(struct buffer *b, const struct lifetime *l, int64_t now, size_t width)
{
	static const char title[] = "lifetime: ";
	struct buffer text = {0};
	if (strcmp(l->state, "-") == 0)
		return;
	buffer_say(&text, title);
	if (l->percent >= 0) {
		add_bar(&text, l->percent, LONGEST_BAR);
		buffer_format(&text, "%d%% used, ", l->percent);
	}
	add_words(&text, l, now);
	buffer_add(&text, "", 1);
	if (width)
		columns_wrap(b, text.text, width);
	else
		buffer_say(b, text.text);
	buffer_say(b, "\n");
	free(text.text);
}
