-- On what evidence there is a term, it is called something, or is the same as another; and a market is what it is.

create table term_evidence (
    term_id integer not null,
    operation_id bigint not null,
    citation_id bigint not null,
    constraint term_evidence_key primary key (term_id, operation_id),
    constraint term_evidence_term foreign key (term_id) references term,
    constraint term_evidence_operation foreign key (operation_id) references operation,
    constraint term_evidence_citation foreign key (citation_id) references citation
);
comment on table term_evidence is 'What an operation says of a term on: that there is one, what it is called, which other it is the same as';
comment on column term_evidence.term_id is 'Term; of two that are one, the term given up';
comment on column term_evidence.operation_id is 'Operation that said it';
comment on column term_evidence.citation_id is 'Evidence';

alter table market_state add column citation_id bigint;
alter table market_state add constraint market_state_citation foreign key (citation_id) references citation;
comment on column market_state.citation_id is 'Evidence';
