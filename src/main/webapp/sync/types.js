/**
 * The shapes that the modules of this library share. Types only, nothing at run time.
 *
 * @typedef {object} ParameterSpec  One parameter of a session's schema.
 * @property {number} [min]  inclusive
 * @property {number} [max]  inclusive
 * @property {number} [initial]
 * @property {number} [step]  what a control should move by; the server takes any value in range
 * @property {string} [label]
 * @property {string} [unit]
 * @property {string} [computed]  an arithmetic expression over other parameters; such a parameter cannot be set
 *
 * @typedef {Record<string, ParameterSpec>} Schema
 * @typedef {Record<string, number>} Values
 *
 * @typedef {object} Message  A frame from the server.
 * @property {string} type
 * @property {number} [seq]  place in the session's log
 * @property {string} [timestamp]  ISO-8601, the server's clock
 * @property {Record<string, any>} payload
 * @property {string} [ref]  the command that this answers
 * @property {Values} [computed]  beside the payload of `param:broadcast`
 * @property {boolean} [replayed]  set by this library on events that were missed and sent again
 *
 * @typedef {object} User
 * @property {string} id
 * @property {string} name
 * @property {string} color
 * @property {string|null} [avatar]
 * @property {"host"|"editor"|"viewer"} [role]
 * @property {boolean} [anonymous]
 * @property {"team"} [source]  the role comes from the session's team, and ends with it
 * @property {number} [connections]
 * @property {"active"|"idle"|"away"} [status]
 *
 * @typedef {object} Conflict  Two values for one parameter, waiting for a decision.
 * @property {string} id
 * @property {string} param
 * @property {{userId: string, name?: string, value: number}[]} values
 * @property {number} expiresAt  milliseconds on this host's clock
 * @property {boolean} mine  this user wrote one of the values and may decide
 * @property {number} [myValue]
 * @property {number} [theirValue]
 * @property {string} [theirUserId]
 * @property {string} [theirUserName]
 * @property {boolean} asked  the server asks this client, whose value came second, to decide
 * @property {boolean} resolving  an answer is on its way
 *
 * @typedef {object} LastChange
 * @property {string} userId
 * @property {number} at  milliseconds on this host's clock
 *
 * @typedef {object} Profile  What is said about a session; what is not said is not there.
 * @property {string|null} [title]
 * @property {string|null} [description]
 * @property {string[]|null} [tags]
 * @property {string} [status]
 * @property {"private"|"team"|"public"} [visibility]  who finds it in a list
 * @property {"link"|"members"} [admission]  who comes in
 * @property {"editor"|"viewer"} [defaultRole]
 * @property {string|null} [teamId]
 * @property {string|null} [type]
 * @property {string|null} [project]
 * @property {number|null} [tokenCount]
 * @property {number|null} [tokenLimit]
 * @property {number|null} [healthScore]
 *
 * @typedef {object} Projection  What the log says so far, without local edits.
 * @property {string} sessionId
 * @property {string|null} userId
 * @property {"host"|"editor"|"viewer"|null} role
 * @property {boolean} anonymous
 * @property {User[]} users  who is here
 * @property {Record<string, {name: string, color: string}>} people  by id: who is here, and who was
 * @property {boolean} known  the server has told schema and values; before, they are empty
 * @property {Schema} schema  this and the maps below have no prototype: their keys are the names alone
 * @property {Values} params
 * @property {Values} computed
 * @property {Record<string, LastChange>} changes
 * @property {Record<string, Conflict>} conflicts  by parameter: at most one each
 * @property {Profile} profile
 * @property {number} version
 * @property {number} turn
 * @property {Record<string, number>} limits
 *
 * @typedef {{state: "connecting"}
 *   | {state: "connected"}
 *   | {state: "reconnecting", nextAttemptAt: number|null}
 *   | {state: "offline", nextAttemptAt: number|null}
 *   | {state: "closed", code: number, reason: string, final: boolean, lost?: string}} Status
 *   `nextAttemptAt` is null while an attempt is under way; `final` means that trying again is pointless; `lost` is the name
 *   of the anonymous person whom the server does not know any more, though this browser has been in the session as them.
 *
 * @typedef {Projection & {status: Status, confirmed: Values, unsent: number, saving: import("./session/saving.js").Saving, seq: number}} SessionState
 *   `params` and `computed` show local edits at once; `confirmed` has what the server has accepted.
 *
 * @typedef {"yours"|"theirs"|"average"|"custom"} Strategy
 *
 * @typedef {object} Socket  The part of WebSocket that is used.
 * @property {number} readyState
 * @property {((event: any) => void)|null} onopen
 * @property {((event: any) => void)|null} onmessage
 * @property {((event: any) => void)|null} onclose
 * @property {((event: any) => void)|null} onerror
 * @property {(text: string) => void} send
 * @property {(code?: number, reason?: string) => void} close
 *
 * @typedef {object} Store  The part of Storage that is used.
 * @property {(key: string) => string|null} getItem
 * @property {(key: string, value: string) => void} setItem
 * @property {(key: string) => void} removeItem
 *
 * @typedef {object} Shelf  Where things outlive the page.
 * @property {(key: string) => Promise<unknown>} get
 * @property {(key: string, value: unknown, gone: string[]) => Promise<unknown>} put  takes a copy, and removes others, all or nothing
 * @property {(keys: string[]) => Promise<unknown>} remove
 * @property {(prefix: string) => Promise<string[]>} keys
 * @property {(word: string) => Promise<boolean>} claim  takes a word while this page lives; false where another page has it
 *
 * @typedef {object} Host  Everything the library takes from its surroundings; tests give another one.
 * @property {(url: string) => Socket} socket
 * @property {(url: string, init?: RequestInit) => Promise<Response>} fetch
 * @property {() => number} now  milliseconds since 1970
 * @property {() => number} random  in [0, 1)
 * @property {(task: () => void, millis: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {(event: string, listener: (event?: any) => void) => () => void} listen  returns how to stop listening
 * @property {() => boolean} online
 * @property {Store|null} local  kept between visits
 * @property {Store|null} tab  kept while the tab lives
 * @property {Shelf|null} [shelf]  for unsent edits of documents
 *
 * @typedef {object} ConnectOptions
 * @property {string|(() => Promise<string|null>)} [token]  without it, a token of this browser's anonymous user
 * @property {string} [name]
 * @property {string} [color]  `#rrggbb`
 * @property {string} [invite]  the token of an invitation
 * @property {boolean} [create]  makes the session where there is none of that id and the server lets joining do that; without it, that is `closed` with 4404
 * @property {string} [base]  address of the server, e.g. `https://example.org/tutti/`
 * @property {Host} [host]
 */
export {};
