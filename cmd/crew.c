/*
 * Where documents stand on lines, the input is cut at line ends into blocks, and threads
 * look at them ahead of the stream. A block stands in a lane: what is good in it is
 * counted and printed there, and stretches of all else are left. In the order of the
 * input, each lane is then closed: what was printed goes out, and the stream goes over
 * the stretches as it would have without threads. So everything that is told is told in
 * one way and at its place.
 */
#include "crew.h"

#include "glance.h"
#include "secrets.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef CREW_BLOCK /* the tests have small ones */
#define CREW_BLOCK (1 << 20)
#endif

enum {
	LONGEST_LINE = 16 * CREW_BLOCK, /* what is longer is left to the stream */
	LANES_A_THREAD = 2,             /* so that none waits for its lane to be closed */
	STACK = 1 << 23,                /* for schemas that recurse */
};

/* a part of a block that is left to the stream, from the start of a line to that of
 * another */
struct stretch {
	size_t start, end;
	size_t good;    /* documents before it in the block */
	size_t printed; /* of what is printed of the block, before it */
};

struct lane {
	enum lane_state { LANE_FREE, LANE_FULL, LANE_TAKEN, LANE_DONE } state;
	struct buffer text;
	/* what was found in it */
	struct buffer printed;
	struct stretch *stretches;
	size_t stretch_count, stretch_capacity;
	size_t good, hints, lines;
};

struct worker {
	struct crew *crew;
	pthread_t thread;
	struct jschema_document *document;
	struct glance glance;
	struct jschema_read_options reading;
};

struct crew {
	struct run *run;
	const struct printer *printer;
	pthread_mutex_t mutex; /* of the states of lanes, and of `ended` */
	pthread_cond_t changed;
	bool ended;
	struct worker *workers;
	size_t worker_count; /* that run */
	struct lane *lanes;
	size_t lane_count;
	size_t first, used;  /* the lanes in use, in the order of the input */
	struct lane closing; /* has changed places with one of them */
	struct buffer rest;  /* read, and in no lane yet: it begins a line */
	bool at_end;         /* of the input, which the rest is the end of */
	bool gave_up;        /* the rest is the stream's */
};

/* ---- a block, on a thread ---- */

static void
leave(struct lane *l, size_t start, size_t end)
{
	size_t count = l->stretch_count;
	if (count && l->stretches[count - 1].end == start) {
		l->stretches[count - 1].end = end;
		return;
	}
	if (count == l->stretch_capacity) {
		l->stretch_capacity = count * 2 + 16;
		l->stretches =
		    xrealloc(l->stretches, l->stretch_capacity, sizeof *l->stretches);
	}
	l->stretches[l->stretch_count++] =
	    (struct stretch){start, end, l->good, l->printed.length};
}

static size_t
next_line(const struct lane *l, size_t at)
{
	const char *end = memchr(l->text.text + at, '\n', l->text.length - at);
	return end ? (size_t)(end - l->text.text) + 1 : l->text.length;
}

/* to the next value on the line, or to the next line */
static size_t
skip_blanks(const struct lane *l, size_t at, bool *line_ended)
{
	*line_ended = false;
	while (at < l->text.length && !*line_ended && stream_separates(l->text.text[at]))
		*line_ended = l->text.text[at++] == '\n';
	return at;
}

static bool
read_value(
    struct worker *w, const struct lane *l, size_t *at, struct jschema_error *error)
{
	size_t end;
	if (!jschema_document_read(w->document, l->text.text + *at, l->text.length - *at,
		&w->reading, &end, error))
		return false;
	*at += end;
	return true;
}

/*
 * The first start of a line at which no value is open, and behind all that the stream has
 * to see: from a start of a line on where something stands that is not one good document.
 * Behind a fault it goes on at the next line, as the stream does.
 */
static size_t
stretch_end(struct worker *w, const struct lane *l, size_t at)
{
	struct jschema_error error;
	bool line_ended;
	size_t seen = at;
	for (;;) {
		at = skip_blanks(l, at, &line_ended);
		if (at == l->text.length || (line_ended && at >= seen))
			return at;
		if (line_ended || read_value(w, l, &at, &error))
			continue;
		if (error.code == JSCHEMA_TRUNCATED)
			return l->text.length;
		size_t fault_end = next_line(l, at + error.offset);
		seen = fault_end > seen ? fault_end : seen;
		at = next_line(l, at);
		if (at >= seen)
			return at;
	}
}

/* whether one document stands on a line, alone, and is good; then it is printed */
static bool
look_at_line(struct worker *w, struct lane *l, size_t start, size_t next)
{
	const struct crew *c = w->crew;
	struct jschema_error error;
	size_t at = start;
	bool line_ended;
	at = skip_blanks(l, at, &line_ended);
	if (at == next)
		return true;
	size_t begin = at;
	if (!read_value(w, l, &at, &error) || at > next)
		return false;
	size_t size = at - begin;
	if (skip_blanks(l, at, &line_ended) != next || !line_ended)
		return false;
	if (c->run->stream.max_size && size > c->run->stream.max_size)
		return false;
	if (secrets_may_be_in(l->text.text + begin, size) ||
	    !glance(&w->glance, jschema_root(w->document), l->text.text + begin, size))
		return false;
	l->good++;
	if (c->printer->printing == PRINT_JSON)
		printer_write(c->printer, &l->printed, jschema_root(w->document),
		    w->glance.schema, true);
	return true;
}

static void
look_through(struct worker *w, struct lane *l)
{
	size_t next;
	l->stretch_count = l->good = l->lines = l->printed.length = 0;
	w->glance.hints = 0;
	for (size_t at = 0; at < l->text.length; at = next) {
		next = next_line(l, at);
		l->lines++;
		if (look_at_line(w, l, at, next))
			continue;
		next = stretch_end(w, l, at);
		leave(l, at, next);
	}
	l->hints = w->glance.hints;
}

/* ---- threads and lanes ---- */

/* the first that is full becomes the worker's; NULL at the end */
static struct lane *
take_lane(struct crew *c)
{
	struct lane *taken = NULL;
	pthread_mutex_lock(&c->mutex);
	while (!taken && !c->ended) {
		for (size_t i = 0; i < c->used && !taken; i++) {
			struct lane *l = &c->lanes[(c->first + i) % c->lane_count];
			taken = l->state == LANE_FULL ? l : NULL;
		}
		if (taken)
			taken->state = LANE_TAKEN;
		else
			pthread_cond_wait(&c->changed, &c->mutex);
	}
	pthread_mutex_unlock(&c->mutex);
	return taken;
}

static void
finish_lane(struct crew *c, struct lane *l)
{
	pthread_mutex_lock(&c->mutex);
	l->state = LANE_DONE;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->mutex);
}

static void *
work(void *worker)
{
	struct worker *w = worker;
	struct lane *l;
	while ((l = take_lane(w->crew))) {
		look_through(w, l);
		finish_lane(w->crew, l);
	}
	return NULL;
}

/* the lane that was filled first, once it is done; NULL: none is in use */
static struct lane *
oldest_lane(struct crew *c)
{
	struct lane *l = &c->lanes[c->first];
	if (c->used == 0)
		return NULL;
	pthread_mutex_lock(&c->mutex);
	while (l->state != LANE_DONE)
		pthread_cond_wait(&c->changed, &c->mutex);
	pthread_mutex_unlock(&c->mutex);
	return l;
}

/* the next one is the oldest */
static void
drop_oldest(struct crew *c)
{
	c->lanes[c->first].state = LANE_FREE;
	c->first = (c->first + 1) % c->lane_count;
	c->used--;
}

static void
drop_lane(struct crew *c)
{
	pthread_mutex_lock(&c->mutex);
	drop_oldest(c);
	pthread_mutex_unlock(&c->mutex);
}

static void
put_lane(struct crew *c, struct lane *l)
{
	pthread_mutex_lock(&c->mutex);
	l->state = LANE_FULL;
	c->used++;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->mutex);
}

/* ---- blocks in ---- */

static bool
is_ready(const struct stream *s)
{
	struct pollfd poll_fd = {.fd = s->fd, .events = POLLIN};
	return poll(&poll_fd, 1, 0) > 0;
}

/* up to a block of them, or one that is longer; 0: the first has not ended yet */
static size_t
whole_lines(const struct buffer *b)
{
	const char *end;
	size_t length = b->length < CREW_BLOCK ? b->length : CREW_BLOCK;
	while (length && b->text[length - 1] != '\n')
		length--;
	if (length || b->length <= CREW_BLOCK)
		return length;
	end = memchr(b->text + CREW_BLOCK, '\n', b->length - CREW_BLOCK);
	return end ? (size_t)(end - b->text) + 1 : 0;
}

/*
 * Reads the rest on until it has a block of whole lines, or to what has come where lanes
 * could be closed in the time.
 */
static void
read_rest(struct crew *c)
{
	struct stream *s = &c->run->stream;
	while (!c->at_end && c->rest.length <= LONGEST_LINE &&
	    (c->rest.length < CREW_BLOCK || !whole_lines(&c->rest))) {
		if (c->rest.length && !is_ready(s) && (c->used || whole_lines(&c->rest)))
			return;
		if (!stream_fill(s, &c->rest, CREW_BLOCK)) {
			c->gave_up = true;
			return;
		}
		/* the stream itself has not come so far */
		c->at_end = s->at_end;
		s->at_end = false;
	}
}

/* a block of whole lines in a lane; the last line of the input may lack its end */
static bool
fill_lane(struct crew *c)
{
	if (c->used == c->lane_count || c->gave_up)
		return false;
	read_rest(c);
	size_t length = whole_lines(&c->rest);
	if (length == 0 && c->at_end)
		length = c->rest.length;
	if (length == 0) {
		c->gave_up = c->gave_up || c->at_end || c->rest.length > LONGEST_LINE;
		return false;
	}
	struct lane *l = &c->lanes[(c->first + c->used) % c->lane_count];
	l->text.length = 0;
	buffer_add(&l->text, c->rest.text, length);
	c->rest.length -= length;
	memmove(c->rest.text, c->rest.text + length, c->rest.length);
	put_lane(c, l);
	return true;
}

static void
fill_lanes(struct crew *c)
{
	while (fill_lane(c))
		;
}

/* for a value that goes on in the next lane, or in the rest: both are the stream's then
 */
static bool
read_ahead(void *crew, struct buffer *b)
{
	struct crew *c = crew;
	fill_lanes(c);
	const struct lane *l = oldest_lane(c);
	const struct buffer *text = l ? &l->text : &c->rest;
	size_t length = text->length;
	buffer_add(b, text->text, length);
	if (l)
		drop_lane(c);
	else
		c->rest.length = 0;
	return length > 0;
}

/* ---- results out ---- */

/* what was good between two stretches */
static void
take_good(struct crew *c, const struct lane *l, const struct stretch *from,
    const struct stretch *to)
{
	struct run *run = c->run;
	size_t good = to->good - from->good;
	run->number += good;
	run->tally.valid += good;
	run->stream.values += good;
	if (to->printed > from->printed)
		buffer_add(&run->outputs.out.text, l->printed.text + from->printed,
		    to->printed - from->printed);
	sink_spill(&run->outputs.out);
}

/* the stream goes over a part of its buffer; false when it has ended */
static bool
go_over(
    struct stream *s, const struct stretch *stretch, bool (*step)(void *), void *context)
{
	s->buffer.length = stretch->end;
	s->start = stretch->start;
	s->line_ended = true;
	while (stream_pending(s)) {
		if (!step(context))
			return false;
	}
	return !s->ended;
}

/* the oldest lane leaves the others, which are filled while the stream goes over it */
static struct lane *
take_out(struct crew *c, struct lane *oldest)
{
	struct stream *s = &c->run->stream;
	struct lane before = c->closing;
	before.text = s->buffer;
	pthread_mutex_lock(&c->mutex);
	c->closing = *oldest;
	*oldest = before;
	drop_oldest(c);
	pthread_mutex_unlock(&c->mutex);
	s->buffer = c->closing.text;
	return &c->closing;
}

/* false: the end */
static bool
close_lane(struct crew *c, const struct lane *l, bool (*step)(void *), void *context)
{
	struct run *run = c->run;
	struct stream *s = &run->stream;
	const struct stretch end = {
	    s->buffer.length, s->buffer.length, l->good, l->printed.length};
	struct stretch last = {0, 0, 0, 0};
	for (size_t i = 0; i < l->stretch_count; i++) {
		take_good(c, l, &last, &l->stretches[i]);
		last = l->stretches[i];
		if (!go_over(s, &last, step, context))
			return false;
	}
	take_good(c, l, &last, &end);
	run->tally.told[HINT] += l->hints;
	if (last.end < end.end)
		s->buffer.length = end.end;
	if (l->stretch_count)
		jschema_move(&s->place, s->buffer.text, s->buffer.length);
	else
		s->place = (struct jschema_place){0, s->place.line + l->lines, 1};
	s->place.offset = s->start = s->buffer.length = 0;
	return !run->outputs.out.failed;
}

/* ---- the crew ---- */

static size_t
thread_count(const struct options *o)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	if (o->threads)
		return o->threads;
	return processors < 1           ? 1
	    : processors > MOST_THREADS ? MOST_THREADS
					: (size_t)processors;
}

static bool
start(struct crew *c)
{
	pthread_attr_t attributes;
	if (c->workers)
		return c->worker_count > 0;
	size_t count = thread_count(c->run->options);
	c->workers = xrealloc(NULL, count, sizeof *c->workers);
	c->lane_count = count * LANES_A_THREAD;
	c->lanes = xrealloc(NULL, c->lane_count, sizeof *c->lanes);
	memset(c->lanes, 0, c->lane_count * sizeof *c->lanes);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK);
	for (; c->worker_count < count; c->worker_count++) {
		struct worker *w = &c->workers[c->worker_count];
		*w = (struct worker){.crew = c,
		    .document = jschema_document_new(),
		    .glance.lint = {.options = c->run->options,
			.shows_hints = c->run->lint.shows_hints},
		    .reading.max_depth = c->run->options->max_depth};
		if (!w->document)
			die_of_memory();
		if (pthread_create(&w->thread, &attributes, work, w) != 0) {
			jschema_document_free(w->document);
			break;
		}
	}
	pthread_attr_destroy(&attributes);
	return c->worker_count > 0;
}

struct crew *
crew_new(struct run *run, const struct printer *printer)
{
	const struct options *o = run->options;
	if (thread_count(o) < 2 || run->guest || o->redact || o->at_count ||
	    o->expect_invalid || printer->drafts || printer->printing == PRINT_TABLE ||
	    run->outputs.tells_documents)
		return NULL;
	struct crew *c = xmalloc(sizeof *c);
	*c = (struct crew){.run = run, .printer = printer};
	pthread_mutex_init(&c->mutex, NULL);
	pthread_cond_init(&c->changed, NULL);
	return c;
}

static void
free_lane(struct lane *l)
{
	free(l->text.text);
	free(l->printed.text);
	free(l->stretches);
}

void
crew_free(struct crew *c)
{
	if (!c)
		return;
	pthread_mutex_lock(&c->mutex);
	c->ended = true;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->mutex);
	for (size_t i = 0; i < c->worker_count; i++) {
		pthread_join(c->workers[i].thread, NULL);
		jschema_document_free(c->workers[i].document);
		glance_free(&c->workers[i].glance);
	}
	for (size_t i = 0; i < c->lane_count; i++)
		free_lane(&c->lanes[i]);
	c->closing.text.text = NULL; /* it is the stream's */
	free_lane(&c->closing);
	pthread_mutex_destroy(&c->mutex);
	pthread_cond_destroy(&c->changed);
	free(c->workers);
	free(c->lanes);
	free(c->rest.text);
	free(c);
}

bool
crew_fits(const struct crew *c, const struct stream *s)
{
	return c && s->lines && s->values && !s->at_end && !s->ended && !s->skip_line &&
	    s->read >= CREW_BLOCK && stream_at_line_end(s);
}

void
crew_process(struct crew *c, bool (*step)(void *context), void *context)
{
	struct stream *s = &c->run->stream;
	bool goes_on = start(c);
	if (!goes_on)
		return;
	jschema_move(&s->place, s->buffer.text, s->start);
	buffer_add(&c->rest, s->buffer.text + s->start, s->buffer.length - s->start);
	s->place.offset = s->start = s->buffer.length = 0;
	c->at_end = c->gave_up = false;
	s->read_ahead = read_ahead;
	s->ahead = c;
	while (goes_on) {
		fill_lanes(c);
		struct lane *l = oldest_lane(c);
		if (!l)
			break;
		goes_on = close_lane(c, take_out(c, l), step, context);
	}
	s->read_ahead = NULL;
	while (oldest_lane(c))
		drop_lane(c);
	buffer_add(&s->buffer, c->rest.text, c->rest.length);
	c->rest.length = 0;
}
