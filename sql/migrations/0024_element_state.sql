-- What is said of an element after it was added: another kind, label, vocabulary or tradition.

create table element_state (
    element_id integer not null,
    operation_id bigint not null,
    kind text not null,
    label text,
    vocabulary text,
    tradition text,
    citation_id bigint,
    constraint element_state_key primary key (element_id, operation_id),
    constraint element_state_element foreign key (element_id) references element,
    constraint element_state_operation foreign key (operation_id) references operation,
    constraint element_state_kind_known foreign key (kind) references element_kind,
    constraint element_state_vocabulary foreign key (vocabulary) references vocabulary,
    constraint element_state_citation foreign key (citation_id) references citation
);
create index element_state_by_operation on element_state (operation_id);
comment on table element_state is 'What is said of an element anew, all of it; the last row holds';
comment on column element_state.element_id is 'Element';
comment on column element_state.operation_id is 'Operation that said it';
comment on column element_state.kind is 'Kind';
comment on column element_state.label is 'Name for people';
comment on column element_state.vocabulary is 'Vocabulary its values are taken from, if any';
comment on column element_state.tradition is 'Of a trope: the storytelling tradition it is said to come from';
comment on column element_state.citation_id is 'Evidence for the tradition';
