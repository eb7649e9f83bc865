/// What ArgumentParser's scripts of completion lack.
enum CompletionScript {
    /// A script where no blank follows a word that ends in `=`: its value does. Other texts are left as they are.
    static func mended(_ text: String) -> String {
        mends.reduce(text) { $0.replacing($1.script, with: $1.mended) }
    }

    private static let mends = [
        (
            script: #"""
                done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
            }

            """#,
            mended: #"""
                done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
                # A value follows.
                if [[ "${COMPREPLY[*]}" = *= ]]; then compopt -o nospace +o filenames; fi
            }

            """#
        ),
        (
            script: #"""
                if [[ "${#completions[@]}" -gt 1 ]]; then
                    __adapt_complete "${completions[@]:0:-1}"
            """#,
            mended: #"""
                # A value follows.
                local -ar begun=("${(M)completions[@]:#*=}")
                if [[ "${#begun[@]}" -gt 0 ]]; then
                    compadd -S '' -- "${begun[@]}"
                elif [[ "${#completions[@]}" -gt 1 ]]; then
                    __adapt_complete "${completions[@]:0:-1}"
            """#
        ),
    ]
}
