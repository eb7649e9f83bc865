-- Catalogues that travel: which one this is, and which operations came from another.

create table catalogue_identity (
    single boolean not null default true,
    catalogue uuid not null default gen_random_uuid(),
    constraint catalogue_identity_key primary key (single),
    constraint catalogue_identity_single check (single)
);
comment on table catalogue_identity is 'One row: the name of this catalogue among all others';
comment on column catalogue_identity.single is 'Keeps it one row';
comment on column catalogue_identity.catalogue is 'Random, made with the database';
insert into catalogue_identity default values;

create table operation_origin (
    operation_id bigint not null,
    catalogue uuid not null,
    number bigint not null,
    at timestamptz not null,
    constraint operation_origin_key primary key (operation_id),
    constraint operation_origin_once unique (catalogue, number),
    constraint operation_origin_operation foreign key (operation_id) references operation
);
comment on table operation_origin is 'Operations that were done in another catalogue and imported from it';
comment on column operation_origin.operation_id is 'The operation here';
comment on column operation_origin.catalogue is 'The catalogue it was done in';
comment on column operation_origin.number is 'Its number there';
comment on column operation_origin.at is 'When it was done there';
