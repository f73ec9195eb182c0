/* What the specification asks of an output in each format, as schemas of it. */
#ifndef TEST_OUTPUT_SCHEMA_H
#define TEST_OUTPUT_SCHEMA_H

#include "quoted.h"

#define LOCATION(format) "{'type':'string','format':'" format "'}"

/*
 * Core 12.3 and 12.4.2 to 12.4.4, with "instancePosition" as an addition; "nested" is
 * what stands below a unit, and depends on the format.
 */
#define UNIT(nested)                                                                                                           \
	"{'type':'object','required':['valid','keywordLocation','instanceLocation',"                                           \
	"'instancePosition'],"                                                                                                 \
	"'properties':{'valid':{'type':'boolean'},"                                                                            \
	"'keywordLocation':" LOCATION(                                                                                         \
	    "json-pointer") ","                                                                                                \
			    "'absoluteKeywordLocation':{'type':'string','format':'uri',"                                       \
			    "'not':{'pattern':'/\\\\$(dynamicR|r)ef/'}},"                                                      \
			    "'instanceLocation':" LOCATION(                                                                    \
				"json-pointer") ","                                                                            \
						"'instancePosition':{'type':'array','minItems':2,'maxItems':2,"                \
						"'items':{'type':'integer','minimum':1}},"                                     \
						"'error':{'type':'string','pattern':'^expected [^\\n]+$'},'annotation':true,"  \
						"'errors':{'minItems':1,'items':{'$ref':'#/$defs/failed'}},"                   \
						"'annotations':{'minItems':1,'items':{'$ref':'#/$defs/passed'}}},"             \
						"'additionalProperties':false,"                                                \
						"'dependentSchemas':{'error':{'properties':{'annotation':false,'valid':"       \
						"{'const':false}}},'annotation':{'properties':{'valid':{'const':true}}}},"     \
						"'if':{'properties':{'keywordLocation':{'pattern':'/\\\\$(dynamicR|r)ef(/|$)'" \
						"}}},'then':{'required':['absoluteKeywordLocation']}," nested                  \
						"}"

#define OUTPUT(root, unit)                                                                 \
	"{'$ref':'#/$defs/root','$defs':{'root':{'$ref':'#/$defs/unit'," root              \
	"},'unit':" unit ",'failed':{'$ref':'#/$defs/unit','properties':{'valid':"         \
	"{'const':false}}},'passed':{'$ref':'#/$defs/unit','properties':{'valid':{'const'" \
	":true}}}}}"

/* a failure has reasons only, a success annotations only */
#define ONE_KIND                                                               \
	"'oneOf':[{'properties':{'valid':{'const':false},'annotations':false," \
	"'annotation':false},'anyOf':[{'required':['error']},{'required':["    \
	"'errors']}]},{'properties':{'valid':{'const':true},'errors':false}}]"

static const char *const output_schemas[] = {
    [JSCHEMA_FLAG] = "{'type':'object','required':['valid'],'properties':{'valid':"
		     "{'type':'boolean'}},'additionalProperties':false}",
    /* a flat list below the root */
    [JSCHEMA_BASIC] =
	OUTPUT("'properties':{'keywordLocation':{'const':''},'errors':{"
	       "'items':{'properties':{'errors':false}}},'annotations':{'items':{"
	       "'required':['annotation'],'properties':{'annotations':false}}}}",
	    UNIT(ONE_KIND)),
    /* no unit without a word has a single child: it stands in its place */
    [JSCHEMA_DETAILED] = OUTPUT("'properties':{'keywordLocation':{'const':''}}",
	UNIT(ONE_KIND ",'anyOf':[{'required':['error']},{'required':['annotation']},"
		      "{'properties':{'errors':{'minItems':2},'annotations':"
		      "{'minItems':2}}},{'properties':{'keywordLocation':{'const':''}}"
		      "}]")),
    /* everything */
    [JSCHEMA_VERBOSE] = OUTPUT("'properties':{'keywordLocation':{'const':''}}",
	UNIT("'anyOf':[{'properties':{'valid':{'const':true}}},{'required':['error']},"
	     "{'required':['errors']}]")),
};

static inline void
meets_the_specification(
    json_t *output, enum jschema_format format, const char *about, const char *text)
{
	struct compiled c = read_text(output_schemas[format]);
	struct jschema_compile_options options = {.assert_format = true, .trusted = true};
	c.schema = jschema_compile(c.document, &options, NULL);
	ck_assert_ptr_nonnull(c.schema);
	struct jschema_document *d = jschema_document_from_json(output, NULL);
	ck_assert_ptr_nonnull(d);
	struct jschema_result *r = jschema_explain(c.schema, jschema_root(d), 0, NULL);
	ck_assert_ptr_nonnull(r);
	const struct jschema_fault *f = jschema_result_fault(r, 0);
	ck_assert_msg(!f, "%s:\n%s\n%s: %s (%s)", about, text, f->instance_location,
	    f->message, f->keyword_location);
	jschema_result_free(r);
	jschema_document_free(d);
	drop(c);
}

#endif
