// Where a line of the language ends. A line of the file ends it, unless it ends in a comma and the next line is indented deeper.
#include <string.h>

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

enum Token { BELOW, MARGIN, GOES_ON, IN_ERROR };

// The indentation of the line being read.
typedef struct {
  uint32_t indent;
} Scanner;

void *tree_sitter_belie_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_belie_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_belie_external_scanner_serialize(void *payload, char *buffer) {
  memcpy(buffer, payload, sizeof(Scanner));
  return sizeof(Scanner);
}

void tree_sitter_belie_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  memset(payload, 0, sizeof(Scanner));
  if (length == sizeof(Scanner)) memcpy(payload, buffer, length);
}

static bool is_line_end(int32_t c) { return c == '\n' || c == '\r'; }

// White space inside a line, as far as people type it.
static bool is_space(int32_t c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
         c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

// Goes to the first word below and gives its indentation; comments and blank lines are passed.
static uint32_t next_indent(TSLexer *lexer) {
  uint32_t indent = 0;
  while (!lexer->eof(lexer)) {
    if (is_line_end(lexer->lookahead)) {
      indent = 0;
    } else if (is_space(lexer->lookahead)) {
      indent += 1;
    } else if (lexer->lookahead == '#') {
      while (!lexer->eof(lexer) && !is_line_end(lexer->lookahead)) lexer->advance(lexer, false);
      continue;
    } else {
      return indent;
    }
    lexer->advance(lexer, false);
  }
  return 0;
}

bool tree_sitter_belie_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *scanner = payload;
  if (valid[IN_ERROR] || !(valid[BELOW] || valid[MARGIN] || valid[GOES_ON])) return false;
  while (is_space(lexer->lookahead)) lexer->advance(lexer, true);
  if (!is_line_end(lexer->lookahead) && !lexer->eof(lexer)) return false;
  // What follows is only looked at: comments are tokens of their own.
  lexer->mark_end(lexer);
  uint32_t indent = next_indent(lexer);
  if (valid[GOES_ON]) {
    lexer->result_symbol = GOES_ON;
    return indent > scanner->indent;
  }
  bool below = indent > 0;
  if (!valid[below ? BELOW : MARGIN]) return false;
  scanner->indent = indent;
  lexer->result_symbol = below ? BELOW : MARGIN;
  return true;
}
