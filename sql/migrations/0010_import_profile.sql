-- How files of figures are read, kept by name.

create table import_profile (
    profile text not null,
    operation_id bigint not null,
    settings text[] not null,
    constraint import_profile_key primary key (profile, operation_id),
    constraint import_profile_form check (profile ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(profile) <= 64),
    constraint import_profile_operation foreign key (operation_id) references operation
);
comment on table import_profile is 'How files of one kind are read; the last row of a name holds';
comment on column import_profile.profile is 'Name';
comment on column import_profile.operation_id is 'Operation that said it';
comment on column import_profile.settings is 'What is said, each as name=value: the columns of fields as map.FIELD, constants, habits';
