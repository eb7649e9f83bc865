/// The server's configuration files, written whole before each start: a moved home, another socket
/// directory or a newer program need no care. People's own settings go into `data/local.conf`.
struct Settings {
    let layout: Layout
    let account: Account
    let configuration: LocalServer.Configuration
    /// Whether whole pages are compressed in the log.
    var compressesPages = false

    func write(in data: String) throws {
        try Files.replace(data + "/postgresql.conf", with: server, account: account)
        let access = "local all all peer map=\(Layout.role)\n"
        try Files.replace(data + "/pg_hba.conf", with: access, account: account)
        try Files.replace(data + "/pg_ident.conf", with: users, account: account)
    }

    /// Who may be the one role: root, the owner; the caller is one of the two. Never `trust`, so that the
    /// directory's mode is not the only door.
    private var users: String {
        Set(["root", account.name]).sorted().map {
            "\(Layout.role) \"\($0)\" \(Layout.role)\n"
        }.joined()
    }

    private var server: String {
        """
        # Written before every start. Your own settings: local.conf, beside this file.
        listen_addresses = ''
        unix_socket_directories = \(quoted(list: layout.socketDirectory))
        unix_socket_permissions = 0700
        port = \(Layout.port)
        cluster_name = '\(Layout.role)'
        max_connections = \(configuration.maxConnections)
        max_prepared_transactions = \(configuration.maxPreparedTransactions)

        shared_buffers = 128MB
        jit = off
        wal_level = minimal
        max_wal_senders = 0
        min_wal_size = 32MB
        max_wal_size = 256MB
        wal_compression = \(compressesPages ? "lz4" : "off")
        autovacuum = on
        autovacuum_max_workers = 1
        \(durability)
        recovery_init_sync_method = syncfs

        timezone = 'UTC'
        lc_messages = 'C.UTF-8'
        lc_monetary = 'C.UTF-8'
        lc_numeric = 'C.UTF-8'
        lc_time = 'C.UTF-8'
        default_text_search_config = 'pg_catalog.simple'

        # A file a weekday, overwritten a week later. No statement and no value is ever written to it.
        logging_collector = on
        log_directory = '../log'
        log_filename = 'server-%a.log'
        log_file_mode = 0600
        log_rotation_age = 1d
        log_rotation_size = 0
        log_truncate_on_rotation = on
        log_timezone = 'UTC'
        log_line_prefix = '%m [%p] '
        log_min_error_statement = panic
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_statement = none

        include_if_exists = 'local.conf'

        """
    }

    /// The safe values are written out: whoever reads the file sees the promise.
    private var durability: String {
        let value = configuration.durable ? "on" : "off"
        return ["fsync", "full_page_writes", "synchronous_commit"]
            .map { "\($0) = \(value)" }.joined(separator: "\n")
    }

    /// One element of a list in double quotes, the list in single quotes with backslashes escaped.
    private func quoted(list element: String) -> String {
        var quoted = ""
        for character in element.unicodeScalars {
            switch character {
            case "\"": quoted += "\"\""
            case "'": quoted += "''"
            case "\\": quoted += "\\\\"
            default: quoted.unicodeScalars.append(character)
            }
        }
        return "'\"" + quoted + "\"'"
    }
}
