// libxlsxwriter, as far as sheets with a header, typed cells and simple charts need it.
#include "CLazy.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC visibility push(hidden)
#include <xlsxwriter.h>
const char *adapt_xlsxwriter_load(void);
#pragma GCC visibility pop

LIBRARY("libxlsxwriter.so.4", adapt_xlsxwriter_load)

// Workbooks
LAZY(lxw_workbook *, workbook_new_opt, (const char *path, lxw_workbook_options *options), (path, options))
LAZY(lxw_error, workbook_close, (lxw_workbook * workbook), (workbook))
LAZY(lxw_error, workbook_set_properties, (lxw_workbook * workbook, lxw_doc_properties *properties),
     (workbook, properties))
LAZY(lxw_worksheet *, workbook_add_worksheet, (lxw_workbook * workbook, const char *name), (workbook, name))
LAZY(lxw_format *, workbook_add_format, (lxw_workbook * workbook), (workbook))
LAZY(lxw_chart *, workbook_add_chart, (lxw_workbook * workbook, uint8_t type), (workbook, type))
LAZY(char *, lxw_strerror, (lxw_error code), (code))

// Formats
LAZY_VOID(format_set_bold, (lxw_format * format), (format))
LAZY_VOID(format_set_num_format, (lxw_format * format, const char *code), (format, code))

// Sheets
LAZY(lxw_error, worksheet_write_string,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format),
     (sheet, row, column, text, format))
LAZY(lxw_error, worksheet_write_number,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, double number, lxw_format *format),
     (sheet, row, column, number, format))
LAZY(lxw_error, worksheet_write_boolean,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, int value, lxw_format *format),
     (sheet, row, column, value, format))
LAZY(lxw_error, worksheet_write_datetime,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, lxw_datetime *time, lxw_format *format),
     (sheet, row, column, time, format))
LAZY(lxw_error, worksheet_set_column,
     (lxw_worksheet * sheet, lxw_col_t first, lxw_col_t last, double width, lxw_format *format),
     (sheet, first, last, width, format))
LAZY_VOID(lxw_worksheet_write_single_row, (lxw_worksheet * sheet), (sheet))
LAZY_VOID(worksheet_freeze_panes, (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column), (sheet, row, column))
LAZY(lxw_error, worksheet_autofilter,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, lxw_row_t lastRow, lxw_col_t lastColumn),
     (sheet, row, column, lastRow, lastColumn))
LAZY(lxw_error, worksheet_repeat_rows, (lxw_worksheet * sheet, lxw_row_t first, lxw_row_t last), (sheet, first, last))
LAZY(lxw_error, worksheet_insert_chart_opt,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, lxw_chart *chart, lxw_chart_options *options),
     (sheet, row, column, chart, options))

// Charts
LAZY(lxw_chart_series *, chart_add_series, (lxw_chart * chart, const char *categories, const char *values),
     (chart, categories, values))
LAZY_VOID(chart_series_set_name, (lxw_chart_series * series, const char *name), (series, name))
LAZY_VOID(chart_title_set_name, (lxw_chart * chart, const char *name), (chart, name))
