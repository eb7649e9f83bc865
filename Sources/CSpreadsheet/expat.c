// Expat, with a bound on what a parser may allocate.
#include "CLazy.h"

#include <malloc.h>
#include <stdlib.h>

#pragma GCC visibility push(hidden)
#include <expat.h>
#pragma GCC visibility pop
#include "CSpreadsheet.h"

LIBRARY("libexpat.so.1", adapt_expat_load)

LAZY(XML_Parser, XML_ParserCreate_MM,
     (const XML_Char *encoding, const XML_Memory_Handling_Suite *memory, const XML_Char *separator),
     (encoding, memory, separator))
LAZY_VOID(XML_ParserFree, (XML_Parser parser), (parser))
LAZY_VOID(XML_SetUserData, (XML_Parser parser, void *data), (parser, data))
LAZY_VOID(XML_SetElementHandler, (XML_Parser parser, XML_StartElementHandler start, XML_EndElementHandler end),
          (parser, start, end))
LAZY_VOID(XML_SetCharacterDataHandler, (XML_Parser parser, XML_CharacterDataHandler handler), (parser, handler))
LAZY_VOID(XML_SetStartDoctypeDeclHandler, (XML_Parser parser, XML_StartDoctypeDeclHandler handler),
          (parser, handler))
LAZY(enum XML_Status, XML_Parse, (XML_Parser parser, const char *bytes, int count, int last),
     (parser, bytes, count, last))
LAZY(enum XML_Status, XML_StopParser, (XML_Parser parser, XML_Bool resumable), (parser, resumable))
LAZY(enum XML_Error, XML_GetErrorCode, (XML_Parser parser), (parser))
LAZY(const XML_LChar *, XML_ErrorString, (enum XML_Error code), (code))
LAZY(XML_Size, XML_GetCurrentLineNumber, (XML_Parser parser), (parser))
LAZY(XML_Index, XML_GetCurrentByteIndex, (XML_Parser parser), (parser))

// Expat's allocators get no user data. Expat allocates only inside the calls below, so that the budget of the
// call under way on this thread is the right one, whichever thread the next call comes from.
static _Thread_local adapt_xml_budget *current;

static int refused(size_t more) {
    if (current == NULL || (more <= current->limit && current->used <= current->limit - more)) return 0;
    current->exceeded = 1;
    return 1;
}

static void *allocate(size_t size) {
    if (refused(size)) return NULL;
    void *block = malloc(size);
    if (block != NULL && current != NULL) current->used += malloc_usable_size(block);
    return block;
}

static void *reallocate(void *block, size_t size) {
    if (refused(size)) return NULL;
    size_t before = block != NULL ? malloc_usable_size(block) : 0;
    void *moved = realloc(block, size);
    if (moved != NULL && current != NULL) current->used += malloc_usable_size(moved) - before;
    return moved;
}

static void release(void *block) {
    if (block != NULL && current != NULL) current->used -= malloc_usable_size(block);
    free(block);
}

XML_Parser adapt_xml_create(adapt_xml_budget *budget, char separator) {
    static const XML_Memory_Handling_Suite suite = {allocate, reallocate, release};
    const char between[] = {separator, 0};
    adapt_xml_budget *outer = current;
    current = budget;
    XML_Parser parser = XML_ParserCreate_MM(NULL, &suite, between);
    current = outer;
    return parser;
}

enum XML_Status adapt_xml_parse(XML_Parser parser, adapt_xml_budget *budget, const char *bytes, int count, int last) {
    adapt_xml_budget *outer = current;
    current = budget;
    enum XML_Status status = XML_Parse(parser, bytes, count, last);
    current = outer;
    return status;
}

void adapt_xml_free(XML_Parser parser, adapt_xml_budget *budget) {
    adapt_xml_budget *outer = current;
    current = budget;
    XML_ParserFree(parser);
    current = outer;
}
