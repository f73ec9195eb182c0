/*
 * The meta-data and content vocabularies (Validation 9 and 8): they describe and never
 * fail. Listed so that they are known as keywords.
 */
#include "vocab.h"

static const struct keyword keywords[] = {
    {.name = "title"},
    {.name = "description"},
    {.name = "default"},
    {.name = "deprecated"},
    {.name = "readOnly"},
    {.name = "writeOnly"},
    {.name = "examples"},
    {.name = "contentEncoding"},
    {.name = "contentMediaType"},
    {.name = "contentSchema", .holds = HOLDS_ONE},
};

const struct vocabulary vocab_metadata = {
    "https://json-schema.org/draft/2020-12/vocab/meta-data",
    keywords,
    sizeof keywords / sizeof *keywords,
};
