-- Readings of counters that only grow: what a publisher shows of all time, on a day.

create table counter_reading (
    series_id integer not null,
    subject_id integer not null,
    measure_id integer not null,
    day date not null,
    operation_id bigint not null,
    value bigint not null,
    published date not null,
    line integer,
    constraint counter_reading_key primary key (series_id, subject_id, measure_id, day, operation_id),
    constraint counter_reading_subject foreign key (series_id, subject_id) references subject,
    constraint counter_reading_measure foreign key (measure_id) references measure,
    constraint counter_reading_operation foreign key (operation_id) references operation,
    constraint counter_reading_not_negative check (value >= 0)
);
create index counter_reading_by_operation on counter_reading (operation_id);
comment on table counter_reading is 'What a lifetime counter showed on a day. Two in succession give a figure of the days between them; the figures are stored beside';
comment on column counter_reading.series_id is 'Series';
comment on column counter_reading.subject_id is 'Edition';
comment on column counter_reading.measure_id is 'Source, metric and market';
comment on column counter_reading.day is 'Day of the reading, which it counts in';
comment on column counter_reading.operation_id is 'Import that brought it';
comment on column counter_reading.value is 'What the counter showed';
comment on column counter_reading.published is 'When it was published; the day of the import where that is not stated';
comment on column counter_reading.line is 'Line of the file';
