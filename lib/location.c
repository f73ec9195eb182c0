/*
 * Where the walk stands, in the words of the specification (Core 12.3): written from its
 * frames only when there is something to tell.
 */
#include "explain.h"

#include "pointer.h"
#include "uri.h"

void
location_of_instance(struct words *w, const struct run *run)
{
	const struct explanation *x = run->explanation;
	const struct jschema_document *told = document_told(run->document);
	words_say(w, "");
	for (size_t i = 1; i < x->frame_count; i++) {
		const struct frame *frame = &x->frames[i];
		if (frame->node == x->frames[i - 1].node)
			continue;
		const struct node *before = &told->nodes[frame->node - 1];
		if (told->nodes[frame->node].about & NODE_KEY) /* of "propertyNames" */
			before++;
		if (before->about & NODE_KEY)
			pointer_write_key(w, told, before);
		else
			pointer_write_index(w, frame->token);
	}
}

/* as the schema spells it: not every keyword is known */
static void
write_keyword(struct words *w, const struct rule *rule)
{
	const struct jschema_document *told = document_told(rule->resource->document);
	pointer_write_key(w, told, &told->nodes[rule->source - 1]);
}

/* a keyword, and on to the subschema that it applied */
static void
write_step(struct words *w, const struct rule *step, const struct subschema_origin *o)
{
	const struct jschema_document *told = document_told(o->resource->document);
	const struct node *nodes = step->resource->document->nodes;
	bool inside = o->resource->document == step->resource->document &&
	    o->source >= step->source && o->source < nodes[step->source].next;
	if (step->keyword->is_reference || inside)
		write_keyword(w, step);
	if (step->keyword->is_reference)
		return;
	if (inside)
		pointer_write_up(
		    w, told, step->resource->source->parents, step->source, o->source);
	else /* "then" and "else" belong to "if" and stand beside it */
		pointer_write_key(w, told, &told->nodes[o->source - 1]);
}

/* the way through the keywords, by way of references (Core 12.3.1) */
void
location_of_keyword(struct words *w, const struct run *run, const struct rule *rule)
{
	const struct explanation *x = run->explanation;
	for (size_t i = 1; i < x->frame_count; i++) {
		const struct rule *step = x->frames[i].rule;
		write_step(w, step, &run->schema->origins[x->frames[i].target]);
	}
	words_say(w, "");
	if (rule)
		write_keyword(w, rule);
}

uint32_t
location_source(
    const struct run *run, const struct rule *rule, const struct resource **resource)
{
	const struct explanation *x = run->explanation;
	const struct subschema_origin *o =
	    &run->schema->origins[x->frames[x->frame_count - 1].target];
	*resource = rule ? rule->resource : o->resource;
	return rule ? rule->source : o->source;
}

/* a URI, without the references on the way (Core 12.3.2) */
const char *
location_of_schema(struct arena *arena, const struct run *run, const struct rule *rule)
{
	struct words pointer = {.arena = arena}, uri = {.arena = arena};
	const struct resource *resource;
	uint32_t source = location_source(run, rule, &resource);
	words_say(&pointer, "");
	pointer_write_up(&pointer, document_told(resource->document),
	    resource->source->parents, resource->root, source);
	char *fragment =
	    pointer.failed ? NULL : uri_fragment(arena, pointer.text, pointer.length);
	if (!fragment)
		return NULL;
	words_say(&uri, resource->told);
	words_say(&uri, "#");
	words_say(&uri, fragment);
	return uri.failed ? NULL : uri.text;
}
