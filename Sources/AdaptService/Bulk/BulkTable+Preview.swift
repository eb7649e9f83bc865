extension BulkTable {
    /// What each column was read as, with the first text in it. Of what is said of all rows, what is of all sides.
    var preview: FilePreview {
        let sound = rows.prefix(count).lazy.filter { $0.misfit == nil }
        let texts = header.indices.map { index -> FirstRows.Cell? in
            sound.map { $0.fields[index] }.first { !$0.isEmpty }.map { (text: $0, isNumber: false) }
        }
        let all = sides.map { side in side.preview(of: header) { texts[$0] } }
        let read = header.indices.map { index -> FilePreview.Column in
            all.lazy.map { $0[index] }.first { $0.field != nil } ?? all[0][index]
        }
        let shared = all[0].dropFirst(header.count).filter { column in all.allSatisfy { $0.contains(column) } }
        // What an earlier import said is not read, and no column of the user's.
        return FilePreview(layout: layout, columns: (read + shared).filter { $0.field != "fault" })
    }
}
