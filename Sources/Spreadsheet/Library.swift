import CSpreadsheet

/// The libraries of the system that are loaded when first needed.
enum Library {
    case zip, expat, xlsxwriter

    /// Throws where the library is not installed, with the name of its Debian package.
    func load() throws {
        let (name, package, reason) =
            switch self {
            case .zip: ("libzip", "libzip4", adapt_zip_load())
            case .expat: ("expat", "libexpat1", adapt_expat_load())
            case .xlsxwriter: ("libxlsxwriter", "libxlsxwriter4", adapt_xlsxwriter_load())
            }
        guard let reason else { return }
        throw SpreadsheetError(
            .missingLibrary, "\(name) cannot be loaded: \(String(cString: reason))", hint: "apt-get install \(package)")
    }
}
