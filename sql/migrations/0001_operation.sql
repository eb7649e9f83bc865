-- Who did what and when, and on what evidence. Everything else refers to an operation.

create table operation (
    operation_id bigint not null,
    at timestamptz not null,
    author text not null,
    verb text not null,
    message text,
    undoes bigint,
    constraint operation_key primary key (operation_id),
    constraint operation_author_named check (author <> ''),
    constraint operation_undoes_earlier check (undoes < operation_id),
    constraint operation_undoes_operation foreign key (undoes) references operation,
    constraint operation_undone_once unique (undoes)
);
create index operation_by_moment on operation (at);
comment on table operation is 'One act of one person: a registration, a decision, an import. Numbered in the order of commit, so that "as of" a moment is one number';
comment on column operation.operation_id is 'Position in the history; begin_operation() gives it out under a lock, so it follows the order of commit';
comment on column operation.at is 'When it was done; never earlier than the operation before it';
comment on column operation.author is 'Who did it';
comment on column operation.verb is 'What was done: register, set, import reach ...';
comment on column operation.message is 'What the author or the program says of it';
comment on column operation.undoes is 'The operation that this one takes back, if it does';

create table source (
    source_id integer generated always as identity,
    code text not null,
    title text not null,
    publisher text,
    url text,
    published date,
    operation_id bigint not null,
    constraint source_key primary key (source_id),
    constraint source_code_unique unique (code),
    constraint source_code_form check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 64),
    constraint source_title_text check (title <> '' and title is nfc normalized),
    constraint source_operation foreign key (operation_id) references operation
);
comment on table source is 'A publication or file that facts and figures are taken from';
comment on column source.source_id is 'Key';
comment on column source.code is 'Short name used on the command line, as in socialpeta-2026-w02';
comment on column source.title is 'Title as published';
comment on column source.publisher is 'Who published it';
comment on column source.url is 'Where it was read; stored, never fetched';
comment on column source.published is 'When it was published';
comment on column source.operation_id is 'Operation that added it';

create table citation (
    citation_id bigint generated always as identity,
    source_id integer not null,
    locator text,
    quote text,
    operation_id bigint not null,
    constraint citation_key primary key (citation_id),
    constraint citation_source foreign key (source_id) references source,
    constraint citation_operation foreign key (operation_id) references operation
);
comment on table citation is 'A place in a source that carries a fact';
comment on column citation.citation_id is 'Key';
comment on column citation.source_id is 'The source cited';
comment on column citation.locator is 'Where in it: a page, paragraph or line';
comment on column citation.quote is 'Its words';
comment on column citation.operation_id is 'Operation that added it';
