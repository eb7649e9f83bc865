-- Copies of the database that were taken, and whether they have proved to be of use.

create table backup (
    sha256 text not null,
    file text not null,
    bytes bigint not null,
    taken_at timestamptz not null,
    last_operation bigint not null,
    server_version text not null,
    author text not null,
    constraint backup_key primary key (sha256),
    constraint backup_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint backup_author_named check (author <> '')
);
create index backup_by_moment on backup (taken_at);
comment on table backup is 'Backups that were taken of this database';
comment on column backup.sha256 is 'SHA-256 of the file';
comment on column backup.file is 'Absolute path, on the machine where it was taken';
comment on column backup.bytes is 'Size of the file';
comment on column backup.taken_at is 'The moment whose state it holds';
comment on column backup.last_operation is 'The last operation in it';
comment on column backup.server_version is 'PostgreSQL that it was taken from';
comment on column backup.author is 'Who took it';

create table backup_drill (
    sha256 text not null,
    drilled_at timestamptz not null default clock_timestamp(),
    rows bigint not null,
    author text not null,
    constraint backup_drill_key primary key (sha256, drilled_at),
    constraint backup_drill_backup foreign key (sha256) references backup,
    constraint backup_drill_author_named check (author <> '')
);
comment on table backup_drill is 'Backups that were restored into a scratch database and found equal to what was backed up';
comment on column backup_drill.sha256 is 'The backup';
comment on column backup_drill.drilled_at is 'When';
comment on column backup_drill.rows is 'Rows that were compared';
comment on column backup_drill.author is 'Who did it';
