/// What ArgumentParser's scripts of completion lack.
enum CompletionScript {
    /// A script where no blank follows a word that ends in `=`: its value does. Other texts are left as they are.
    static func mended(_ text: String) -> String {
        mends.reduce(text) { $0.replacing($1.script, with: $1.mended) }
    }

    private static let mends = [
        (
            script: #"""
                local -r prev="${3}"

                local -i positional_number
                local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

            """#,
            mended: #"""

                local -i positional_number
                # bash takes ":", "=" and "@" for words of their own: what no blank parts is one word.
                local -a unparsed_words=()
                local -i last=-1
                local rest="${COMP_LINE#*"${COMP_WORDS[0]}"}" part
                for part in "${COMP_WORDS[@]:1:${COMP_CWORD}}"; do
                    if [[ "${last}" -lt 0 || "${rest}" = [[:space:]]* ]]; then
                        unparsed_words[++last]="${part}"
                    else
                        unparsed_words[last]+="${part}"
                    fi
                    rest="${rest#*"${part}"}"
                done
                # The option whose value is written, behind a blank or "=".
                local prev="${3}"
                if [[ "${last}" -gt 0 ]]; then prev="${unparsed_words[last - 1]}"; fi
                if [[ "${unparsed_words[last]}" = --*=* ]]; then prev="${unparsed_words[last]%%=*}"; fi

            """#
        ),
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
