// SPDX-License-Identifier: MIT
// <view-health>: whether there is sound without gaps, and why not.

import "./health-doctor.js";
import "./health-figures.js";
import "./health-latency.js";
import "./load-chart.js";
import { h } from "./dom.js";
import { View } from "./view.js";

class Health extends View {
  #chart = document.createElement("load-chart");
  #figures = document.createElement("health-figures");
  #doctor = document.createElement("health-doctor");

  build() {
    this.append(h("h2", { class: "spoken" }, "Health"), this.#chart, this.#figures, document.createElement("health-latency"), this.#doctor);
  }

  seen() {
    this.#doctor.lookOnce();
    this.#chart.run(true);
    this.watch("stats", (stats) => {
      this.#chart.stats = stats;
      this.#figures.stats = stats;
    });
  }

  unseen() {
    this.#chart.run(false);
  }
}

customElements.define("view-health", Health);
