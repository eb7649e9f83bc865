// The C face of the three libraries that spreadsheets need, each loaded on its first use (see CLazy).
#ifndef ADAPT_CSPREADSHEET_H
#define ADAPT_CSPREADSHEET_H

#include <expat.h>
#include <stddef.h>
#include <xlsxwriter.h>
#include <zip.h>

/// Loads libzip. Returns NULL when it is there, else the loader's reason. Call it before anything else of
/// libzip: without the library its functions return zero or NULL. The same holds for the next two.
const char *adapt_zip_load(void);
/// Loads expat.
const char *adapt_expat_load(void);
/// Loads libxlsxwriter.
const char *adapt_xlsxwriter_load(void);

/// What a parser may allocate. Expat keeps every element name, every open element and the whole of a tag, so
/// that a document of some hundred megabytes could ask for gigabytes.
typedef struct adapt_xml_budget {
    size_t used;
    size_t limit;
    /// 1 once an allocation was refused.
    int exceeded;
} adapt_xml_budget;

/// What XML_ParserCreateNS makes, on a budget that outlives it. `separator` stands between namespace and name.
XML_Parser adapt_xml_create(adapt_xml_budget *budget, char separator);
/// XML_Parse on the budget.
enum XML_Status adapt_xml_parse(XML_Parser parser, adapt_xml_budget *budget, const char *bytes, int count, int last);
/// XML_ParserFree on the budget.
void adapt_xml_free(XML_Parser parser, adapt_xml_budget *budget);

#endif
