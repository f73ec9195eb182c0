/* The unevaluated vocabulary (Core 11): not implemented, and so refused. */
#include "compile.h"
#include "vocab.h"

static const struct keyword keywords[] = {
    {.name = "unevaluatedItems", .holds = HOLDS_ONE, .compile = compile_unknown},
    {.name = "unevaluatedProperties", .holds = HOLDS_ONE, .compile = compile_unknown},
};

const struct vocabulary vocab_unevaluated = {
    "https://json-schema.org/draft/2020-12/vocab/unevaluated",
    keywords,
    sizeof keywords / sizeof *keywords,
};
