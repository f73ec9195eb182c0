// JSON lines parsed into the DOM of simdjson, in blocks that are cut at line ends. Of the
// ways to use it this was the fastest: a whole file in memory costs its pages, and
// parse_many is no faster for lines of this length.
//   simdjson FILE
#include <cstdio>
#include <cstring>
#include <simdjson.h>
#include <vector>

int
main(int argc, char **argv)
{
	const size_t size = 1 << 18;
	std::FILE *file = argc == 2 ? std::fopen(argv[1], "rb") : nullptr;
	if (!file)
		return 2;
	std::setvbuf(file, nullptr, _IONBF, 0);
	std::vector<char> block(size + simdjson::SIMDJSON_PADDING);
	simdjson::dom::parser parser;
	size_t good = 0, kept = 0, got;
	while ((got = std::fread(&block[kept], 1, size - kept, file)) > 0) {
		char *at = &block[0], *end = at + kept + got, *line;
		for (; (line = static_cast<char *>(std::memchr(at, '\n', end - at))); at = line + 1) {
			simdjson::dom::object object;
			if (parser.parse(at, line - at, false).get(object))
				return 1;
			good++;
		}
		kept = end - at;
		std::memmove(&block[0], at, kept);
	}
	std::printf("%zu\n", good);
	return good && !kept ? 0 : 1;
}
